"""to_model_input copies any array of numbers into a float32 tensor."""

import numpy as np
from hypothesis import example, given

from autograder import graded
from autograder.observe import seen, write_reaches
from autograder.strategies import ndarrays


@graded(points=10, zh="任何数组都变成值相同的 float32 张量")
@given(a=ndarrays())
@example(a=np.arange(3.0))
@example(a=np.arange(3.0)[::-1])
def test_gives_float32_values_of_any_array(to_model_input, a):
    return to_model_input(a)


@graded(points=10, zh="与数组不共享内存，也不改动数组")
@given(
    a=ndarrays(
        dtypes=("float32", "float64", "int64"),
        layouts=("contiguous", "transposed", "strided", "read-only"),
    )
)
@example(a=np.arange(3, dtype=np.float32))
def test_shares_no_memory_with_the_array(to_model_input, a):
    t = to_model_input(a)
    return seen(
        result=t,
        input=a,
        array_write_seen_in_tensor=write_reaches(a, t),
        tensor_write_seen_in_array=write_reaches(t, a),
    )
