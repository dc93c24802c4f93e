"""from_numpy_shared gives a tensor that looks at the memory of an array."""

import numpy as np
from hypothesis import example, given

from autograder import graded
from autograder.observe import seen, write_reaches
from autograder.strategies import ndarrays

# Reversed arrays cannot be shared, and some right solutions refuse them in another way.
LAYOUTS = ("contiguous", "transposed", "strided", "read-only")
DTYPES = ("float32", "float64", "int64", "int32", "uint8", "bool")


@graded(points=5, zh="张量的形状、dtype 和值与数组相同")
@given(a=ndarrays(layouts=LAYOUTS, dtypes=DTYPES))
@example(a=np.arange(3))
def test_gives_a_tensor_of_the_same_shape_dtype_and_values(from_numpy_shared, a):
    return from_numpy_shared(a)


# An array of rank 0 counts as a number for some right solutions, which then copy it.
@graded(points=5, zh="写入任何一方，另一方都能看到")
@given(a=ndarrays(layouts=LAYOUTS, dtypes=DTYPES).map(np.atleast_1d))
@example(a=np.arange(3.0))
@example(a=np.arange(6.0).reshape(2, 3).T)
def test_shows_a_write_to_either_one_in_the_other(from_numpy_shared, a):
    t = from_numpy_shared(a)
    return seen(
        result=t,
        array_write_seen_in_tensor=write_reaches(a, t),
        tensor_write_seen_in_array=write_reaches(t, a),
    )
