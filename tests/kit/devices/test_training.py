"""Training on the device goes as on the CPU, step by step."""

import pytest
import torch
from devices.comparison import MIXED, assert_same, on_cuda
from torch import nn
from torch.nn import functional
from torch.utils.data import DataLoader, TensorDataset

pytestmark = pytest.mark.simulated


def examples(count=64):
    x = torch.randn(count, 4, generator=torch.Generator().manual_seed(1))
    return x, (x.sum(1) > 0).long()


def network():
    torch.manual_seed(3)
    return nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))


def train(device, make_optimiser, epochs=3, clip=False, **loading):
    model = network().to(device)
    optimiser = make_optimiser(model.parameters())
    losses = []
    for _ in range(epochs):
        for x, y in DataLoader(TensorDataset(*examples()), batch_size=16, **loading):
            optimiser.zero_grad()
            loss = functional.cross_entropy(model(x.to(device)), y.to(device))
            loss.backward()
            if clip:
                nn.utils.clip_grad_norm_(model.parameters(), 0.5)
            optimiser.step()
            losses.append(loss.item())
    return model, losses


def assert_trains_the_same(make_optimiser, **options):
    plain, expected = train("cpu", make_optimiser, **options)
    there, losses = train("cuda", make_optimiser, **options)
    assert losses == pytest.approx(expected, abs=1e-4)
    assert losses[-1] < losses[0]
    for a, b in zip(plain.parameters(), there.parameters(), strict=True):
        assert on_cuda(b, b.grad)
        assert_same(b, a.detach(), 1e-4)


OPTIMISERS = {
    "SGD": lambda p: torch.optim.SGD(p, lr=0.1),
    "SGD with momentum": lambda p: torch.optim.SGD(
        p, lr=0.05, momentum=0.9, weight_decay=1e-3, nesterov=True
    ),
    "Adam": lambda p: torch.optim.Adam(p, lr=0.01),
    "Adam one by one": lambda p: torch.optim.Adam(p, lr=0.01, foreach=False),
    "Adam fused": lambda p: torch.optim.Adam(p, lr=0.01, fused=True),
    "AdamW": lambda p: torch.optim.AdamW(p, lr=0.01),
    "RMSprop": lambda p: torch.optim.RMSprop(p, lr=0.01),
    "Adagrad": lambda p: torch.optim.Adagrad(p, lr=0.05),
}


@pytest.mark.parametrize("make_optimiser", OPTIMISERS.values(), ids=OPTIMISERS)
def test_optimisers(make_optimiser):
    assert_trains_the_same(make_optimiser)


@pytest.mark.parametrize("options", [{"clip": True}, {"pin_memory": True}, {"num_workers": 1}])
def test_options_of_training(options):
    assert_trains_the_same(OPTIMISERS["SGD"], epochs=2, **options)


def test_a_schedule_and_the_state_of_an_optimiser():
    model = network().cuda()
    optimiser = torch.optim.Adam(model.parameters(), lr=0.1)
    schedule = torch.optim.lr_scheduler.StepLR(optimiser, 1, 0.5)
    x, y = examples(8)
    functional.cross_entropy(model(x.cuda()), y.cuda()).backward()
    optimiser.step()
    schedule.step()
    assert optimiser.param_groups[0]["lr"] == pytest.approx(0.05)
    state = optimiser.state_dict()
    assert on_cuda(state["state"][0]["exp_avg"])
    again = torch.optim.Adam(model.parameters(), lr=0.1)
    again.load_state_dict(state)
    again.step()


def test_evaluation_counts_what_is_right():
    model, _ = train("cuda", lambda p: torch.optim.Adam(p, lr=0.05), epochs=8)
    model.eval()
    x, y = examples()
    correct = 0
    with torch.no_grad():
        for start in range(0, 64, 16):
            part = slice(start, start + 16)
            correct += (model(x[part].cuda()).argmax(1) == y[part].cuda()).sum().item()
    assert correct > 57


def test_what_is_forgotten_in_an_evaluation_is_noticed():
    x, y = examples(8)
    out = network().cuda()(x.cuda())
    with pytest.raises(RuntimeError, match=MIXED):
        nn.CrossEntropyLoss()(out, y)
    with pytest.raises(RuntimeError, match=MIXED):
        out.argmax(1) == y  # noqa: B015
    with pytest.raises(TypeError, match="can't convert cuda:0"):
        out.argmax(1).numpy()


def test_shuffling_needs_a_generator_of_the_cpu():
    data = TensorDataset(*examples(8))
    loader = DataLoader(data, shuffle=True, generator=torch.Generator("cuda"))
    with pytest.raises(RuntimeError, match="Expected a 'cpu' device type for generator but found"):
        next(iter(loader))
