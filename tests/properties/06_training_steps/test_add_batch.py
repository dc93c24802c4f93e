"""add_batch puts one sample into a batch without copying it."""

from hypothesis import given

from autograder import graded
from autograder.observe import seen, shares_memory
from autograder.strategies import tensors


@graded(points=10, zh="在最前面加一个批次轴，且不复制数据")
@given(x=tensors(layouts="any"))
def test_adds_a_leading_axis_without_a_copy(add_batch, x):
    y = add_batch(x)
    return seen(result=y, shares_memory=shares_memory(x, y), input=x)
