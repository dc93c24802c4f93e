"""The solutions of derivative: the reference, other right ones, and known mistakes."""

from collections.abc import Callable

import torch
from torch import Tensor

from autograder import alternative, misconception

Function = Callable[[Tensor], Tensor]


def derivative(f: Callable[[Tensor], Tensor], x: float) -> float:
    leaf = torch.tensor(x, requires_grad=True)
    y = f(leaf)
    if not y.requires_grad:
        return 0.0
    y.backward()
    return leaf.grad.item()


@alternative
def by_grad(f: Function, x: float) -> float:
    leaf = torch.tensor([x], dtype=torch.float64, requires_grad=True)
    y = f(leaf)
    if y.grad_fn is None and y is not leaf:
        return 0.0
    (slope,) = torch.autograd.grad(y, leaf)
    return float(slope)


@alternative
def by_functional(f: Function, x: float) -> float:
    return torch.autograd.functional.jacobian(f, torch.tensor(x)).item()


@alternative
def attached_anyway(f: Function, x: float) -> float:
    leaf = torch.tensor(x, requires_grad=True)
    (f(leaf) + 0 * leaf).backward()
    return float(leaf.grad)


@misconception(
    en="The leaf holds an integer, and autograd differentiates floating-point tensors only; make "
    "it of the float as it is.",
    zh="叶子张量里存的是整数，而自动求导只能对浮点张量求导；应当直接用这个浮点数构造它。",
)
def integer_leaf(f: Function, x: float) -> float:
    leaf = torch.tensor(int(x), requires_grad=True)
    y = f(leaf)
    y.backward()
    return leaf.grad.item()


@misconception(
    en="Converting to an integer and back cuts the decimals off, so the derivative is that at "
    "another point; keep the float.",
    zh="先变成整数再变回来，小数部分就丢了，算的是另一个点上的导数；应当保留浮点数。",
)
def truncated(f: Function, x: float) -> float:
    leaf = torch.tensor(float(int(x)), requires_grad=True)
    y = f(leaf)
    if not y.requires_grad:
        return 0.0
    y.backward()
    return leaf.grad.item()


@misconception(
    en="There is nothing to go backward from: no graph is recorded unless a floating-point tensor "
    "is made with `requires_grad`.",
    zh="没有计算图可供反向传播：只有构造浮点张量时指定了 `requires_grad`，运算才会被记录。",
)
def not_tracked(f: Function, x: float) -> float:
    leaf = torch.tensor(x)
    y = f(leaf)
    y.backward()
    return leaf.grad.item()


@misconception(
    en="The answer is 0.0 for every function: without `requires_grad` no result is ever attached "
    "to a graph, so every function looks like a constant.",
    zh="对任何函数都得到 0.0：没有 `requires_grad`，结果永远不会连着计算图，"
    "于是每个函数看上去都像常数。",
)
def never_attached(f: Function, x: float) -> float:
    leaf = torch.tensor(x)
    y = f(leaf)
    if not y.requires_grad:
        return 0.0
    y.backward()
    return leaf.grad.item()


@misconception(
    en="The derivative is right, but it is still a tensor; a Python float is asked for.",
    zh="导数算对了，但还是一个张量；要的是 Python 的 float。",
)
def returns_tensor(f: Function, x: float) -> float:
    leaf = torch.tensor(x, requires_grad=True)
    y = f(leaf)
    if not y.requires_grad:
        return torch.tensor(0.0)  # type: ignore[return-value]
    y.backward()
    return leaf.grad  # type: ignore[return-value]


@misconception(
    en="`backward` leaves no gradient with the output: that of `y` is None. f'(x) is kept where "
    "the graph begins, at the leaf that holds x.",
    zh="`backward` 不会在输出上留下梯度：`y` 的梯度是 None。"
    "f'(x) 保存在计算图的起点，也就是存放 x 的叶子张量上。",
)
def gradient_of_the_output(f: Function, x: float) -> float:
    leaf = torch.tensor(x, requires_grad=True)
    y = f(leaf)
    if not y.requires_grad:
        return 0.0
    y.backward()
    return y.grad.item()


@misconception(
    en="The derivative of the output by itself is always 1; ask the leaf that holds x for its "
    "gradient, not the output.",
    zh="输出对它自己的导数永远是 1；应当读取存放 x 的叶子张量的梯度，而不是输出的。",
)
def retained_gradient_of_the_output(f: Function, x: float) -> float:
    leaf = torch.tensor(x, requires_grad=True)
    y = f(leaf)
    if not y.requires_grad:
        return 0.0
    y.retain_grad()
    y.backward()
    return y.grad.item()


@misconception(
    en="A function that ignores its argument returns a tensor without a graph, and `backward` "
    "fails on that; look whether there is a graph first.",
    zh="不理会参数的函数，返回的张量没有计算图，对它调用 `backward` 会报错；要先看看有没有计算图。",
)
def constant_forgotten(f: Function, x: float) -> float:
    leaf = torch.tensor(x, requires_grad=True)
    y = f(leaf)
    y.backward()
    return leaf.grad.item()


@misconception(
    en="For a constant function this gives the int 0; the result is a float everywhere, so 0.0.",
    zh="对常数函数，这里给出的是整数 0；结果应当始终是浮点数，也就是 0.0。",
)
def integer_zero(f: Function, x: float) -> float:
    leaf = torch.tensor(x, requires_grad=True)
    y = f(leaf)
    if not y.requires_grad:
        return 0
    y.backward()
    return leaf.grad.item()


@misconception(
    en="For a constant function this gives None, which says that there is no graph; the derivative "
    "of a constant is 0.0.",
    zh="对常数函数，这里给出的是 None，它只说明没有计算图；常数的导数是 0.0。",
)
def none_for_a_constant(f: Function, x: float) -> float:
    leaf = torch.tensor(x, requires_grad=True)
    y = f(leaf)
    if not y.requires_grad:
        return None  # type: ignore[return-value]
    y.backward()
    return leaf.grad.item()


@misconception(
    en="A difference quotient is only near the derivative, and mixes two branches at a kink; let "
    "autograd compute it.",
    zh="差商只是导数的近似，在折点处还会把两个分支混在一起；应当让自动求导来算。",
)
def difference_quotient(f: Function, x: float) -> float:
    step = 1e-4
    here = torch.tensor(x, dtype=torch.float64)
    return ((f(here + step) - f(here - step)) / (2 * step)).item()


@misconception(
    en="This is the value f(x); its derivative is in the gradient of the leaf that holds x.",
    zh="这是函数值 f(x)；导数在存放 x 的叶子张量的梯度里。",
)
def value_of_f(f: Function, x: float) -> float:
    return f(torch.tensor(x)).item()
