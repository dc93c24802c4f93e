"""sigmoid squashes numbers into 0 to 1, with a gradient that is finite and right."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import Calls, graded
from autograder.observe import gradient, seen
from autograder.strategies import FLOATS, shapes, tensors

NO_SIGMOID = Calls(
    forbidden=(
        "torch.sigmoid",
        "torch.sigmoid_",
        "Tensor.sigmoid",
        "Tensor.sigmoid_",
        "torch.special.expit",
        "torch.nn.functional.logsigmoid",
        "torch.nn.functional.silu",
        "torch.nn.functional.glu",
        # What the functions above lead to.
        "aten.sigmoid",
        "aten.sigmoid_",
        "aten.log_sigmoid",
        "aten.log_sigmoid_forward",
        "aten.silu",
        "aten.silu_",
        "aten.glu",
    )
)
SMALL = shapes(max_rank=3, max_side=3)
NEAR = tensors(shape=SMALL, dtypes=FLOATS)
LARGEST = {torch.float32: 3e38, torch.float64: 1e308}


def far(x, reach):
    """The elements of x stretched, the infinite ones back to what the dtype holds."""
    return (x * reach).clamp(-LARGEST[x.dtype], LARGEST[x.dtype])


FAR = st.builds(far, NEAR, st.sampled_from((10.0, 30.0, 100.0, 1e4, 1e38)))


# Wider than torch.testing's, as one subtracts nearly equal numbers in some right forms.
@graded(points=7, zh="每个元素变为 1/(1+exp(-x))，不改动 x", rtol=1e-4, atol=1e-5, calls=NO_SIGMOID)
@given(x=NEAR)
@example(x=torch.tensor([0.0, 1.0, -1.0]))
@example(x=torch.tensor([[-8.0, 8.0]], dtype=torch.float64))
def test_takes_each_element_to_1_over_1_plus_exp_of_minus_x(sigmoid, x):
    return seen(result=sigmoid(x), input=x)


@graded(points=9, zh="x 再大，结果和梯度也有限", rtol=1e-4, atol=1e-5, calls=NO_SIGMOID)
@given(x=FAR)
@example(x=torch.tensor([-100.0, 100.0]))
@example(x=torch.tensor([-800.0, 800.0], dtype=torch.float64))
@example(x=torch.tensor([3e38, -3e38]))
def test_stays_finite_for_large_x_and_so_does_its_gradient(sigmoid, x):
    y = sigmoid(x.requires_grad_())
    return seen(result=y, gradient=gradient(y, x))


@graded(points=10, zh="梯度处处正确，在 0 处是 0.25", rtol=1e-4, atol=1e-5, calls=NO_SIGMOID)
@given(x=NEAR)
@example(x=torch.tensor(0.0))
@example(x=torch.tensor([0.0, 2.0, -2.0], dtype=torch.float64))
def test_has_the_right_gradient_also_at_0(sigmoid, x):
    y = sigmoid(x.requires_grad_())
    return seen(result=y, gradient=gradient(y, x))


@graded(points=4, zh="x 在哪个设备，结果就在哪个设备", max_cases=25, rtol=1e-4, atol=1e-5)
@given(x=NEAR)
@example(x=torch.tensor([0.0, 1.0, -1.0]))
def test_computes_on_the_device_of_x(sigmoid, x, device):
    return seen(result=sigmoid(x.to(device)))
