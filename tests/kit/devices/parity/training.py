"""Programs that train: optimisers, schedulers, clipping, mixed precision."""

import torch
from torch import nn
from torch.nn import functional


def _step(model, optimiser, device="cuda"):
    optimiser.zero_grad()
    model(torch.ones(1, 1, device=device)).sum().backward()
    optimiser.step()


def trains():
    """A loop with everything on the device: the loss falls."""
    torch.manual_seed(0)
    model = nn.Linear(2, 1).cuda()
    optimiser = torch.optim.SGD(model.parameters(), lr=0.1)
    x, y = torch.eye(2, device="cuda"), torch.ones(2, 1, device="cuda")
    losses = []
    for _ in range(20):
        optimiser.zero_grad()
        loss = functional.mse_loss(model(x), y)
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    return losses[-1] < losses[0], loss.device


def makes_the_optimiser_before_the_move():
    """The parameters stay the same objects, so plain SGD does not mind."""
    model = nn.Linear(1, 1, bias=False)
    nn.init.zeros_(model.weight)
    optimiser = torch.optim.SGD(model.parameters(), lr=1.0)
    model.cuda()
    _step(model, optimiser)
    return model.weight


def moves_the_model_between_steps_of_adam():
    """The state that Adam has made on the CPU stays there."""
    model = nn.Linear(1, 1)
    optimiser = torch.optim.Adam(model.parameters())
    _step(model, optimiser, device="cpu")
    model.cuda()
    _step(model, optimiser)


def moves_the_model_between_steps_with_momentum():
    """So it is with momentum."""
    model = nn.Linear(1, 1)
    optimiser = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    _step(model, optimiser, device="cpu")
    model.cuda()
    _step(model, optimiser)


def looks_into_the_state_of_adam():
    """The moments are where the parameters are, the count of steps is on the CPU."""
    model = nn.Linear(1, 1, bias=False).cuda()
    optimiser = torch.optim.Adam(model.parameters())
    _step(model, optimiser)
    return {name: value.device.type for name, value in optimiser.state[model.weight].items()}


def loads_the_state_of_an_optimiser():
    """`load_state_dict` brings it to where the parameters are."""
    model = nn.Linear(1, 1, bias=False)
    trained = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    _step(model, trained, device="cpu")
    model.cuda()
    optimiser = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    optimiser.load_state_dict(trained.state_dict())
    return optimiser.state[model.weight]["momentum_buffer"].device


def optimises_what_is_no_leaf():
    """A parameter that was moved by hand is no leaf any more."""
    w = torch.ones(2, requires_grad=True).to("cuda")
    return torch.optim.SGD([w], lr=0.1)


def optimises_with_a_step_of_adam():
    """The first step of Adam is the learning rate, whatever the gradient."""
    w = torch.tensor([1.0], device="cuda", requires_grad=True)
    optimiser = torch.optim.Adam([w], lr=0.25)
    (w * 1000).sum().backward()
    optimiser.step()
    return w


def clips_the_gradients():
    """The norm that is returned is on the device."""
    w = nn.Parameter(torch.zeros(2, device="cuda"))
    w.grad = torch.tensor([3.0, 4.0], device="cuda")
    return nn.utils.clip_grad_norm_([w], max_norm=1.0), w.grad


def clips_gradients_of_two_devices():
    """A model half of which was moved: the norm is taken of both halves."""
    parameters = [nn.Parameter(torch.zeros(1)), nn.Parameter(torch.zeros(1, device="cuda"))]
    for parameter, value in zip(parameters, (3.0, 4.0), strict=True):
        parameter.grad = torch.full_like(parameter, value)
    return nn.utils.clip_grad_norm_(parameters, max_norm=10.0)


def changes_the_learning_rate():
    """A scheduler works on numbers."""
    w = torch.ones(1, device="cuda", requires_grad=True)
    optimiser = torch.optim.SGD([w], lr=1.0)
    scheduler = torch.optim.lr_scheduler.StepLR(optimiser, step_size=1, gamma=0.5)
    rates = []
    for _ in range(3):
        w.sum().backward()
        optimiser.step()
        scheduler.step()
        rates.append(scheduler.get_last_lr())
    return rates


def computes_in_mixed_precision():
    """Under autocast a layer computes in float16, a loss in float32."""
    model = nn.Linear(2, 2).cuda()
    with torch.autocast("cuda"):
        y = model(torch.ones(1, 2, device="cuda"))
        loss = functional.mse_loss(y, torch.zeros(1, 2, device="cuda"))
    loss.backward()
    return y.dtype, loss.dtype, model.weight.grad.dtype


def computes_in_mixed_precision_on_the_cpu():
    """Autocast of CUDA leaves the CPU alone."""
    with torch.autocast("cuda"):
        return nn.Linear(2, 2)(torch.ones(1, 2)).dtype


def scales_the_gradients():
    """A GradScaler steps where all gradients are finite."""
    w = torch.ones(1, device="cuda", requires_grad=True)
    optimiser = torch.optim.SGD([w], lr=0.5)
    scaler = torch.amp.GradScaler("cuda", init_scale=4.0)
    scaler.scale((w * 1).sum()).backward()
    scaler.step(optimiser)
    scaler.update()
    return w, w.grad, scaler.get_scale()


def averages_the_weights():
    """An averaged model is where the model is."""
    model = nn.Linear(1, 1, bias=False).cuda()
    averaged = torch.optim.swa_utils.AveragedModel(model)
    averaged.update_parameters(model)
    return averaged.module.weight.device, averaged.n_averaged


def evaluates_without_gradients():
    """Under no_grad results have no graph, on any device."""
    with torch.no_grad():
        return nn.Linear(1, 1).cuda()(torch.ones(1, 1, device="cuda")).requires_grad


def computes_with_the_old_autocast():
    """`torch.cuda.amp.autocast()`, which warns."""
    with torch.cuda.amp.autocast():
        return nn.Linear(2, 2).cuda()(torch.ones(1, 2, device="cuda")).dtype
