"""filled_buffer makes a float32 tensor of a shape with one value in every element."""

import math

from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.strategies import shapes

# Floats that float32 holds exactly: what happens to others on the way is not the question here.
VALUES = st.sampled_from((0.0, 1.0, -2.5, math.inf, -math.inf, math.nan)) | st.floats(
    min_value=-1e4, max_value=1e4, width=32
)


@graded(points=10, zh="形状正确、dtype 为 float32，每个元素都等于给定的值")
@given(shape=shapes(), value=VALUES)
@example(shape=(2, 3), value=0.0)
@example(shape=(2, 3), value=7.0)
@example(shape=(), value=1.0)
def test_writes_the_value_to_every_element_of_a_float32_tensor(filled_buffer, shape, value):
    return filled_buffer(shape, value)
