"""long_zeros makes a matrix of int64 zeros."""

from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded


@graded(points=10, zh="得到 rows 行 cols 列、dtype 为 int64 的零矩阵")
@given(rows=st.integers(0, 6), cols=st.integers(0, 6))
@example(rows=2, cols=3)
@example(rows=1, cols=1)
def test_makes_a_matrix_of_int64_zeros(long_zeros, rows, cols):
    return long_zeros(rows, cols)
