"""pick takes one score out of each row, at the column that target names."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch import Tensor

from autograder import Calls, graded
from autograder.observe import gradient, seen
from autograder.strategies import FLOATS, tensors

SIZES = st.shared(st.tuples(st.integers(1, 4), st.integers(1, 5)), key="sizes")
LARGE = (40, 30)
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


def targets(size):
    """One column for each row."""
    rows, columns = size
    column = st.integers(0, columns - 1)
    drawn = st.lists(column, min_size=rows, max_size=rows)
    return drawn.map(lambda values: torch.tensor(values, dtype=torch.int64))


@graded(points=10, zh="每一行取出 target 所指的那个分数")
@given(
    scores=tensors(shape=SIZES, dtypes=FLOATS, layouts="any", special=True),
    target=SIZES.flatmap(targets),
)
@example(scores=torch.arange(12.0).reshape(3, 4), target=torch.tensor([1, 0, 3]))
@example(scores=torch.tensor([[1.0, float("-inf")], [2.0, 3.0]]), target=torch.tensor([0, 1]))
def test_picks_the_score_that_target_names_in_each_row(pick, scores, target):
    return seen(result=pick(scores, target))


@graded(points=5, zh="梯度只流回被选中的分数")
@given(
    scores=tensors(shape=SIZES, dtypes=FLOATS).map(Tensor.requires_grad_),
    target=SIZES.flatmap(targets),
)
def test_passes_gradients_to_the_picked_scores_only(pick, scores, target):
    picked = pick(scores, target)
    return seen(result=picked, gradient=gradient(picked, scores))


@graded(points=5, zh="不用 Python 循环，行列再多也只需几次运算", calls=NO_LOOP, max_cases=5)
@given(
    scores=tensors(shape=LARGE, dtypes=FLOATS),
    target=st.permutations(range(LARGE[0])).map(lambda order: torch.tensor(order) % LARGE[1]),
)
def test_picks_from_many_rows_without_a_Python_loop(pick, scores, target):  # noqa: N802
    return seen(result=pick(scores, target))
