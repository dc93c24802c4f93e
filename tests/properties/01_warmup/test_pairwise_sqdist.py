"""pairwise_sqdist measures every point of one set against every point of the other."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import Calls, graded
from autograder.observe import seen
from autograder.strategies import FLOATS, tensors

# Sides N, M and D; N = M lets a mistake come so far as to give a wrong result.
SIDES = st.shared(
    st.sampled_from(((2, 3, 1), (3, 2, 2), (2, 4, 3), (4, 1, 2), (1, 4, 3), (1, 1, 2)))
    | st.sampled_from(((2, 2, 3), (3, 3, 2), (2, 3, 3), (3, 3, 3))),
    key="sides",
)
DTYPE = st.shared(st.sampled_from(FLOATS), key="dtype")
N, M, D = 40, 30, 25
NO_LOOP = Calls(
    most=20,
    forbidden=(
        "Tensor.tolist",
        "Tensor.item",
        "Tensor.numpy",
        "Tensor.__array__",
        "Tensor.__dlpack__",
    ),
)


def points(rows):
    """As many points as side number `rows` says, of the dtype that both sets share."""
    shape = SIDES.map(lambda sides: (sides[rows], sides[2]))
    return st.tuples(tensors(shape=shape, dtypes=(torch.float64,)), DTYPE).map(
        lambda drawn: drawn[0].to(drawn[1])
    )


def many_points(count):
    """Points near the origin: where they are far, |x|² + |y|² - 2xy loses digits."""
    return tensors(shape=(count, D), dtypes=(torch.float32,)).map(lambda drawn: drawn % 3)


# The expansion |x|² + |y|² - 2xy is right, and rounds at the size of |x|², at most 400 here.
@graded(points=15, zh="第 n 行第 m 列是 x[n] 与 y[m] 的距离的平方", rtol=1e-4, atol=1e-3)
@given(x=points(0), y=points(1))
@example(x=torch.tensor([[0.0, 0.0], [1.0, 2.0]]), y=torch.tensor([[3.0, 4.0]]))
@example(x=torch.tensor([[0.0, 1.0], [2.0, 3.0]]), y=torch.tensor([[4.0, 6.0], [5.0, 9.0]]))
def test_gives_the_squared_distance_of_each_point_of_x_to_each_of_y(pairwise_sqdist, x, y):
    return seen(result=pairwise_sqdist(x, y))


@graded(
    points=5,
    zh="不用 Python 循环，点再多也只需几次运算",
    rtol=1e-4,
    atol=1e-3,
    calls=NO_LOOP,
    max_cases=5,
)
@given(x=many_points(N), y=many_points(M))
def test_measures_many_points_without_a_Python_loop(pairwise_sqdist, x, y):  # noqa: N802
    return seen(result=pairwise_sqdist(x, y))
