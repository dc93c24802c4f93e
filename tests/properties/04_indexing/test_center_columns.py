"""center_columns subtracts from each column of a matrix its mean."""

import torch
from hypothesis import example, given

from autograder import Calls, graded
from autograder.observe import seen
from autograder.strategies import FLOATS, matrices, tensors

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


@graded(points=5, zh="每列减去自己的均值，不改动 x")
@given(x=matrices(min_side=1, dtypes=FLOATS, layouts="any"))
@example(x=torch.tensor([[1.0, 10.0, 100.0], [3.0, 20.0, 500.0]]))
@example(x=torch.tensor([[1.0, 10.0], [3.0, 20.0]]))
def test_subtracts_the_mean_of_each_column_and_leaves_x_alone(center_columns, x):
    return seen(result=center_columns(x), input=x)


@graded(points=5, zh="不用 Python 循环，行列再多也只需几次运算", calls=NO_LOOP, max_cases=5)
@given(x=tensors(shape=(40, 30), dtypes=FLOATS))
def test_centres_a_large_matrix_without_a_Python_loop(center_columns, x):  # noqa: N802
    return seen(result=center_columns(x))
