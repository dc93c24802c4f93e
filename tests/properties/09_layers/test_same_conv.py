"""same_conv makes convolutions that keep height and width."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch import nn

from autograder import graded
from autograder.observe import seen

MODES = st.sampled_from(("zeros", "reflect", "replicate", "circular"))
CHANNELS = st.integers(1, 4)
ODD = st.sampled_from((3, 1, 5))
DILATIONS = st.integers(1, 3)
ATTRIBUTES = (
    "in_channels",
    "out_channels",
    "kernel_size",
    "stride",
    "dilation",
    "groups",
    "padding_mode",
)


def size_of_output(conv, c_in):
    """The shape that a batch of images comes out with; None where the layer does not take it."""
    try:
        return conv(torch.zeros(2, c_in, 13, 16)).shape
    except (RuntimeError, TypeError):
        return None


def set_up(conv):
    """What the layer says of itself; its padding may be "same" or a number, and is not asked."""
    return {name: getattr(conv, name, None) for name in ATTRIBUTES}


@graded(points=10, zh="保持高和宽，有无 dilation 都一样")
@given(c_in=CHANNELS, c_out=CHANNELS, k=ODD, dilation=DILATIONS, padding_mode=MODES)
@example(c_in=1, c_out=1, k=3, dilation=1, padding_mode="zeros")
@example(c_in=1, c_out=1, k=3, dilation=2, padding_mode="zeros")
@example(c_in=3, c_out=2, k=5, dilation=3, padding_mode="reflect")
def test_keeps_height_and_width(same_conv, c_in, c_out, k, dilation, padding_mode):
    conv = same_conv(c_in, c_out, k, dilation, padding_mode)
    return seen(shape=size_of_output(conv, c_in))


@graded(points=6, zh="返回按参数设置好的 nn.Conv2d")
@given(c_in=CHANNELS, c_out=CHANNELS, k=ODD, dilation=DILATIONS, padding_mode=MODES)
@example(c_in=1, c_out=1, k=3, dilation=1, padding_mode="replicate")
@example(c_in=3, c_out=2, k=3, dilation=2, padding_mode="zeros")
def test_sets_up_a_Conv2d_as_asked_for(  # noqa: N802
    same_conv, c_in, c_out, k, dilation, padding_mode
):
    conv = same_conv(c_in, c_out, k, dilation, padding_mode)
    return seen(is_Conv2d=isinstance(conv, nn.Conv2d), attributes=set_up(conv))


@graded(points=4, zh="k 为偶数时抛出 ValueError", raises=ValueError)
@given(k=st.integers(1, 6), dilation=DILATIONS, padding_mode=MODES)
@example(k=2, dilation=1, padding_mode="zeros")
@example(k=4, dilation=2, padding_mode="zeros")
@example(k=3, dilation=1, padding_mode="zeros")
def test_raises_ValueError_for_an_even_kernel(same_conv, k, dilation, padding_mode):  # noqa: N802
    conv = same_conv(2, 3, k, dilation, padding_mode)
    return seen(is_Conv2d=isinstance(conv, nn.Conv2d))
