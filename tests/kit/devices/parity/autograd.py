"""Programs that differentiate, across devices and on one."""

import torch
from torch import nn


def differentiates_on_the_device():
    """The gradient is where its tensor is."""
    w = torch.tensor([1.0, 2.0], device="cuda", requires_grad=True)
    (w * w).sum().backward()
    return w.grad


def differentiates_through_a_move():
    """A leaf on the CPU gets its gradient on the CPU."""
    w = torch.tensor([1.0, 2.0], requires_grad=True)
    (w.cuda() ** 2).sum().backward()
    return w.grad


def differentiates_through_a_move_back():
    """And one on the device gets its own there."""
    w = torch.tensor([1.0, 2.0], device="cuda", requires_grad=True)
    (w.cpu() ** 2).sum().backward()
    return w.grad


def shows_how_it_was_made():
    """A copy between devices is a step of the graph."""
    w = torch.ones(1, requires_grad=True)
    return (w * 2).cuda()


def assigns_a_gradient_of_the_cpu():
    """A gradient has to be where its tensor is."""
    w = torch.ones(2, device="cuda", requires_grad=True)
    w.grad = torch.ones(2)


def assigns_data_of_another_device():
    """`.data` may change the device: this is how modules move."""
    w = torch.ones(2, requires_grad=True)
    w.data = w.data.cuda()
    return w


def keeps_an_old_gradient_after_the_move():
    """A tensor that moved by `.data` keeps its gradient on the CPU."""
    w = torch.ones(2, requires_grad=True)
    w.sum().backward()
    w.data = w.data.cuda()
    return w.device, w.grad.device


def moves_a_module_with_its_gradients():
    """A module moves its gradients too."""
    layer = nn.Linear(1, 1)
    layer(torch.ones(1, 1)).sum().backward()
    layer.cuda()
    return layer.weight.grad


def gives_backward_a_cpu_gradient():
    """What backward begins with has to be where the output is."""
    y = torch.ones(2, device="cuda", requires_grad=True) * 2
    y.backward(torch.ones(2))


def asks_for_gradients():
    """`torch.autograd.grad` gives them where the inputs are."""
    x = torch.ones(2, requires_grad=True)
    w = torch.ones(2, device="cuda", requires_grad=True)
    return torch.autograd.grad((x.cuda() * w * 3).sum(), (x, w))


def hooks_a_tensor():
    """A hook is given the gradient where it is, and may change it."""
    w = torch.ones(2, device="cuda", requires_grad=True)
    w.register_hook(lambda grad: grad * 10)
    w.sum().backward()
    return w.grad


def changes_a_parameter_without_no_grad():
    """A leaf is not to be written to, on any device."""
    w = torch.ones(2, device="cuda", requires_grad=True)
    w -= 0.1


def changes_a_parameter_with_a_cpu_gradient():
    """The gradient was taken away to look at it, and comes back late."""
    w = torch.ones(2, device="cuda", requires_grad=True)
    w.sum().backward()
    gradient = w.grad.cpu()
    with torch.no_grad():
        w -= 0.1 * gradient


def writes_a_function_of_its_own():
    """A function with a constant on the CPU fails on the way back, in backward()."""

    class Scale(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return x * 2

        @staticmethod
        def backward(ctx, grad):
            return grad * torch.full((2,), 2.0)

    Scale.apply(torch.ones(2, device="cuda", requires_grad=True)).sum().backward()
