"""to_numpy_shared gives an array that looks at the memory of a tensor."""

import torch
from hypothesis import example, given

from autograder import graded
from autograder.observe import seen, write_reaches
from autograder.strategies import shapes, tensors


@graded(points=5, zh="数组的形状、dtype 和值与张量相同")
@given(t=tensors(layouts="any"))
def test_gives_an_array_of_the_same_shape_dtype_and_values(to_numpy_shared, t):
    return to_numpy_shared(t)


@graded(points=5, zh="写入任何一方，另一方都能看到")
@given(t=tensors(shape=shapes(min_side=1, max_side=3), layouts="any"))
@example(t=torch.arange(3.0))
@example(t=torch.arange(6.0).reshape(2, 3).T)
def test_shows_a_write_to_either_one_in_the_other(to_numpy_shared, t):
    a = to_numpy_shared(t)
    return seen(
        result=a,
        tensor_write_seen_in_array=write_reaches(t, a),
        array_write_seen_in_tensor=write_reaches(a, t),
    )
