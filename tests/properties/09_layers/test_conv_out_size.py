"""conv_out_size counts the places that a kernel finds along an axis."""

from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded

STRIDE = st.integers(1, 3)
PADDING = st.integers(0, 3)
DILATION = st.integers(1, 3)
# The first two are drawn so that the kernel always fits, the last also where it does not.
PLAIN = st.fixed_dictionaries(
    {"n": st.integers(5, 12), "kernel": st.integers(1, 5)},
    optional={"stride": STRIDE, "padding": PADDING},
)
DILATED = st.fixed_dictionaries(
    {"n": st.integers(7, 12), "kernel": st.integers(1, 3), "dilation": DILATION},
    optional={"stride": STRIDE, "padding": PADDING},
)
ANY = st.fixed_dictionaries(
    {"n": st.integers(1, 6), "kernel": st.integers(1, 5)},
    optional={"stride": STRIDE, "padding": PADDING, "dilation": DILATION},
)


@graded(points=8, zh="数出卷积核的位置，考虑步长和两端的填充")
@given(arguments=PLAIN)
@example(arguments={"n": 5, "kernel": 3})
@example(arguments={"n": 8, "kernel": 3, "stride": 2})
@example(arguments={"n": 8, "kernel": 3, "stride": 3})
@example(arguments={"n": 9, "kernel": 3, "stride": 3})
@example(arguments={"n": 5, "kernel": 3, "padding": 1})
def test_counts_the_places_of_a_kernel_with_stride_and_padding(conv_out_size, arguments):
    return conv_out_size(**arguments)


@graded(points=6, zh="考虑 dilation 拉开的间隔")
@given(arguments=DILATED)
@example(arguments={"n": 7, "kernel": 3, "dilation": 2})
@example(arguments={"n": 7, "kernel": 1, "dilation": 3})
@example(arguments={"n": 10, "kernel": 3, "dilation": 3, "stride": 2, "padding": 1})
def test_counts_the_gaps_of_a_dilated_kernel(conv_out_size, arguments):
    return conv_out_size(**arguments)


@graded(points=6, zh="卷积核放不下时抛出 ValueError，放得下时不抛出", raises=ValueError)
@given(arguments=ANY)
@example(arguments={"n": 2, "kernel": 3})
@example(arguments={"n": 3, "kernel": 3})
@example(arguments={"n": 1, "kernel": 3, "padding": 1})
@example(arguments={"n": 4, "kernel": 3, "dilation": 2})
@example(arguments={"n": 5, "kernel": 3, "dilation": 2})
@example(arguments={"n": 2, "kernel": 3, "stride": 2})
@example(arguments={"n": 1, "kernel": 4, "stride": 2})
def test_raises_ValueError_only_where_the_kernel_does_not_fit(  # noqa: N802
    conv_out_size, arguments
):
    return conv_out_size(**arguments)
