"""softmax turns scores into weights along one axis, without overflow."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.observe import gradient, seen
from autograder.strategies import FLOATS, shapes, tensors

INF = float("inf")
SHAPES = st.shared(
    st.one_of(
        st.sampled_from(((3, 3), (2, 3), (2, 2, 2), (2, 1, 3))),
        shapes(min_side=1),
        shapes(min_rank=2).filter(lambda sides: 0 in sides and any(sides)),
    ),
    key="shape",
)
# Every axis that has an element, counted from the front and from the end; rank 0 has the axis 0.
DIMS = SHAPES.flatmap(
    lambda sides: st.sampled_from(
        [d for d in range(-len(sides), len(sides)) if sides[d]] or [0, -1]
    )
)
SQUARES = st.shared(shapes(min_rank=1, max_rank=2, min_side=1, max_side=4), key="square")
AXES = SQUARES.flatmap(lambda sides: st.integers(-len(sides), len(sides) - 1))
SCORES = torch.tensor([[0.0, 1.0, 2.0], [3.0, 1.0, 1.0], [-1.0, 0.0, 5.0]])


def with_gaps(drawn):
    """Large scores, one level for each row; True marks a score of -inf, never a whole slice."""
    levels, fine, gaps = drawn
    scores = torch.tensor(levels)[:, None] + fine
    spared = torch.eye(*scores.shape, dtype=torch.bool)  # one finite score in each row and column
    return scores.masked_fill(gaps & ~spared, -INF)


LARGE = st.tuples(
    st.permutations((1000.0, -1000.0, 300.0)),
    tensors(shape=(3, 3), dtypes=FLOATS),
    tensors(shape=(3, 3), dtypes=(torch.bool,)),
).map(with_gaps)


@graded(points=7, zh="沿任意一个轴归一化，x 保持不变")
@given(x=tensors(shape=SHAPES, dtypes=FLOATS, layouts="any"), dim=DIMS)
@example(x=SCORES, dim=0)
@example(x=SCORES, dim=1)
@example(x=SCORES[:2], dim=-2)
@example(x=torch.tensor(3.0), dim=0)
def test_gives_weights_along_any_axis_and_leaves_x_as_it_is(softmax, x, dim):
    return seen(result=softmax(x, dim), input=x)


# Near 1000 float32 counts in steps of 6e-5: x - logsumexp(x), which is as right, rounds where
# x - max(x) does not.
@graded(points=5, zh="分数再大，权重和梯度也是有限的", rtol=2e-3, atol=2e-3)
@given(x=LARGE, dim=st.sampled_from((0, 1, -1, -2)))
@example(x=torch.tensor([[10_000.0, 9_900.0], [-10_000.0, -9_900.0]]), dim=1)
@example(x=torch.tensor([[1000.0, 1000.0], [0.0, -INF]]), dim=1)
@example(x=torch.tensor([[-1000.0, -1001.0], [-1001.0, -1000.0]]), dim=0)
def test_stays_finite_for_large_scores(softmax, x, dim):
    x = x.requires_grad_()
    y = softmax(x, dim)
    return seen(result=y, gradient=gradient(y, x))


@graded(points=3, zh="NaN 只影响它所在的那一条")
@given(
    x=tensors(shape=(3, 4), dtypes=FLOATS),
    place=st.tuples(st.integers(0, 2), st.integers(0, 3)),
    dim=st.sampled_from((0, 1)),
)
@example(x=torch.arange(12.0).reshape(3, 4), place=(1, 2), dim=1)
def test_lets_NaN_spoil_only_the_slice_that_holds_it(softmax, x, place, dim):  # noqa: N802
    x[place] = torch.nan
    return seen(result=softmax(x, dim))


# Weighted gradients of a slice cancel, and each way of computing them rounds differently.
@graded(points=3, zh="梯度能传回 x，并且正确", rtol=1e-4, atol=1e-4)
@given(x=tensors(shape=SQUARES, dtypes=FLOATS, largest=4.0), dim=AXES)
@example(x=SCORES, dim=0)
def test_passes_the_right_gradient_to_the_scores(softmax, x, dim):
    x = x.requires_grad_()
    y = softmax(x, dim)
    return seen(result=y, gradient=gradient(y, x))


@graded(points=2, zh="x 在哪个设备，权重就在哪个设备", max_cases=25)
@given(x=tensors(shape=SHAPES, dtypes=FLOATS, layouts="any"), dim=DIMS)
@example(x=SCORES, dim=1)
def test_computes_on_the_device_of_x(softmax, x, dim, device):
    return seen(result=softmax(x.to(device), dim))
