"""mse is the mean squared error of predictions against targets of the same shape."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.observe import gradient, seen
from autograder.strategies import FLOATS, tensors

SIZES = st.tuples(st.integers(1, 9), st.integers(2, 4))
EQUAL = st.shared(
    SIZES.flatmap(lambda nc: st.sampled_from(((nc[0],), (nc[0], 1), nc))), key="equal"
)
DTYPE = st.shared(st.sampled_from(FLOATS), key="dtype")


def pairs_of_shapes(n: int, c: int) -> st.SearchStrategy[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Shapes that are equal, that only broadcast, and that do not even broadcast."""
    return st.sampled_from(
        (
            ((n, 1), (n,)),
            ((n,), (n, 1)),
            ((n, c), (n, c)),
            ((n, c), (c,)),
            ((n, c), (n, 1)),
            ((n,), (1,)),
            ((n,), ()),
            ((n, c), (c, n)),
            ((n,), (n,)),
        )
    )


PAIR = st.shared(SIZES.flatmap(lambda nc: pairs_of_shapes(*nc)), key="pair")


def drawn(shape: st.SearchStrategy[tuple[int, ...]]) -> st.SearchStrategy[torch.Tensor]:
    return DTYPE.flatmap(lambda dtype: tensors(shape=shape, dtypes=(dtype,), requires_grad=True))


# Wider than torch.testing's: a mean may be summed in any order, or multiplied out.
@graded(points=4, zh="对所有元素的平方差求平均，梯度能传回去", rtol=1e-4, atol=1e-4)
@given(output=drawn(EQUAL), target=drawn(EQUAL))
@example(output=torch.tensor([1.0, 2.0], requires_grad=True), target=torch.tensor([1.0, 5.0]))
@example(output=torch.ones(2, 3, requires_grad=True), target=torch.zeros(2, 3))
def test_averages_the_squared_errors_and_lets_gradients_flow(mse, output, target):
    loss = mse(output, target)
    gradients = gradient(loss, output, target) or (None, None)
    return seen(result=loss, output_gradient=gradients[0], target_gradient=gradients[1])


@graded(points=3, zh="两者形状不同时抛出 ValueError", raises=ValueError, rtol=1e-4, atol=1e-4)
@given(output=drawn(PAIR.map(lambda pair: pair[0])), target=drawn(PAIR.map(lambda pair: pair[1])))
@example(output=torch.zeros(3, 1), target=torch.arange(3.0))
@example(output=torch.zeros(2), target=torch.ones(2))
def test_raises_ValueError_where_the_shapes_differ(mse, output, target):  # noqa: N802
    return mse(output, target)


@graded(
    points=3, zh="output 和 target 在哪个设备，损失就在哪个设备", max_cases=25, rtol=1e-4, atol=1e-4
)
@given(output=drawn(EQUAL), target=drawn(EQUAL))
@example(output=torch.tensor([1.0, 2.0], requires_grad=True), target=torch.tensor([1.0, 5.0]))
def test_computes_on_the_device_of_output_and_target(mse, output, target, device):
    output, target = output.to(device), target.to(device)
    return seen(result=mse(output, target))
