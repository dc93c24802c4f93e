"""with_leading_dim puts one more side in front of a tensor's shape."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.observe import seen
from autograder.strategies import tensors


@graded(points=10, zh="返回最前面多了 n 的形状，类型仍是 torch.Size")
@given(x=tensors(), n=st.integers(0, 9))
@example(x=torch.zeros(2, 3), n=4)
@example(x=torch.tensor(1.0), n=2)
def test_returns_the_shape_with_n_in_front_as_a_torch_Size(with_leading_dim, x, n):  # noqa: N802
    return seen(result=with_leading_dim(x, n))
