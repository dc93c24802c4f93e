"""conv2d slides kernels over images, without the library's convolution."""

from itertools import count
from operator import itemgetter

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import Calls, graded
from autograder.observe import seen
from autograder.strategies import FLOATS, tensors

SIDES = (1, 2, 3)
NO_CONVOLUTION = Calls(
    forbidden=tuple(
        [f"torch.nn.functional.{name}{n}d" for name in ("conv", "conv_transpose") for n in SIDES]
        + ["torch.convolution", "torch.nn.functional.conv_tbc", "torch.mkldnn_convolution"]
        # What these lead to, and other ways to it.
        + [f"aten.{name}{n}d" for name in ("conv", "conv_transpose") for n in SIDES]
        + [f"aten.slow_conv{kind}" for kind in ("3d", "3d_forward", "_transpose2d", "_transpose3d")]
        + ["aten.slow_conv_dilated2d", "aten.slow_conv_dilated3d", "aten._slow_conv2d_forward"]
        + ["aten.thnn_conv2d", "aten._conv_depthwise2d", "aten.conv_depthwise3d", "aten.conv_tbc"]
        + [f"aten._convolution{kind}" for kind in ("", "_mode", "_double_backward")]
        + [f"aten.convolution{kind}" for kind in ("", "_overrideable", "_backward")]
        + [f"aten._convolution_pointwise{kind}" for kind in ("", "_")]
        + ["aten._convolution_transpose_pointwise", "aten.conv2d_prepack", "aten.conv2d_run"]
        + ["aten._nnpack_spatial_convolution", "aten.mkldnn_convolution"]
        + [
            f"aten.{maker}_convolution{kind}"
            for maker in ("cudnn", "miopen")
            for kind in ("", "_relu", "_add_relu", "_transpose")
        ]
    )
)
DTYPE = st.shared(st.sampled_from(FLOATS), key="dtype")
STEPS = st.integers(1, 3)
PADDING = st.integers(0, 3)


def whole(shape):
    """Small whole numbers as floats, whose sums are exact in any order."""
    drawn = tensors(shape=shape, dtypes=(torch.int64,))
    return st.tuples(drawn, DTYPE).map(lambda pair: pair[0].fmod(10).to(pair[1]))


def geometry(counts, kernel, room, stride, padding, dilation):
    """Shapes and arguments of a convolution; `room` is what the kernel has to move, each way.

    Height, width and channels differ, so that no swap of axes hides.
    """
    n, channels, kernels = counts
    sides = [channels]
    for taps, free in zip(kernel, room, strict=True):
        least = max(1, dilation * (taps - 1) + 1 + free - 2 * padding)
        sides.append(next(side for side in count(least) if side not in sides))
    return {
        "x": (n, *sides),
        "w": (kernels, channels, *kernel),
        "b": (kernels,),
        "stride": stride,
        "padding": padding,
        "dilation": dilation,
    }


def geometries(key, stride=STEPS, padding=PADDING, dilation=STEPS):
    return st.shared(
        st.builds(
            geometry,
            st.sampled_from(((1, 1, 1), (1, 2, 1), (2, 1, 3), (1, 3, 2), (2, 2, 3))),
            st.sampled_from(((2, 3), (2, 2), (1, 1), (3, 1), (3, 3), (1, 2), (4, 2), (2, 5))),
            st.sampled_from(((0, 1), (2, 1), (1, 3), (3, 2), (4, 6))),
            stride,
            padding,
            dilation,
        ),
        key=key,
    )


def drawn(shapes, name):
    return shapes.flatmap(lambda g: whole(g[name]))


def result(conv2d, x, w, *arguments):
    return seen(result=conv2d(x, w, *arguments), x=x, w=w)


PLAIN = geometries("plain", st.just(1), st.just(0), st.just(1))
ANY = geometries("any")
RAMP = torch.arange(12.0).reshape(1, 1, 3, 4)
CORNERS = torch.tensor([[[[1.0, 10.0], [100.0, 1000.0]]]])


# Wider than torch.testing's: a convolution may be computed by way of Fourier transforms.
@graded(
    points=10,
    zh="让卷积核在图像上滑动，对通道求和",
    rtol=1e-4,
    atol=1e-3,
    calls=NO_CONVOLUTION,
    seconds=15,
)
@given(x=drawn(PLAIN, "x"), w=drawn(PLAIN, "w"))
@example(x=RAMP, w=CORNERS)
@example(x=RAMP, w=CORNERS[:, :, :1])
@example(x=torch.arange(12.0).reshape(1, 2, 2, 3), w=torch.arange(8.0).reshape(2, 2, 1, 2))
def test_slides_the_kernels_over_the_images_and_sums_over_channels(conv2d, x, w):
    return result(conv2d, x, w)


@graded(
    points=14,
    zh="考虑步长、填充和 dilation",
    rtol=1e-4,
    atol=1e-3,
    calls=NO_CONVOLUTION,
    seconds=15,
)
@given(
    x=drawn(ANY, "x"),
    w=drawn(ANY, "w"),
    stride=ANY.map(itemgetter("stride")),
    padding=ANY.map(itemgetter("padding")),
    dilation=ANY.map(itemgetter("dilation")),
)
@example(x=RAMP, w=CORNERS, stride=2, padding=0, dilation=1)
@example(x=RAMP, w=CORNERS, stride=1, padding=1, dilation=1)
@example(x=RAMP, w=CORNERS, stride=1, padding=0, dilation=2)
@example(x=torch.arange(30.0).reshape(1, 1, 5, 6), w=CORNERS, stride=2, padding=1, dilation=3)
def test_honours_stride_padding_and_dilation(conv2d, x, w, stride, padding, dilation):
    return result(conv2d, x, w, None, stride, padding, dilation)


@graded(
    points=4,
    zh="给每个输出通道加上它的偏置",
    rtol=1e-4,
    atol=1e-3,
    calls=NO_CONVOLUTION,
    seconds=15,
)
@given(x=drawn(PLAIN, "x"), w=drawn(PLAIN, "w"), b=drawn(PLAIN, "b"))
@example(x=RAMP, w=CORNERS, b=torch.tensor([0.5]))
@example(x=RAMP, w=torch.cat([CORNERS, CORNERS, -CORNERS]), b=torch.tensor([1.0, 2.0, 3.0]))
def test_adds_to_each_output_channel_its_bias(conv2d, x, w, b):
    return seen(result=conv2d(x, w, b), inputs=[x, w, b])


@graded(
    points=8, zh="通道数不同时抛出 ValueError", raises=ValueError, calls=NO_CONVOLUTION, seconds=15
)
@given(channels=st.tuples(st.integers(1, 3), st.integers(1, 3)), kernel=st.integers(1, 2))
@example(channels=(2, 3), kernel=2)
@example(channels=(3, 1), kernel=2)
@example(channels=(1, 2), kernel=1)
@example(channels=(2, 2), kernel=2)
def test_raises_ValueError_where_the_channels_differ(conv2d, channels, kernel):  # noqa: N802
    x, w = torch.ones(2, channels[0], 3, 4), torch.ones(2, channels[1], kernel, kernel)
    return seen(shape=getattr(conv2d(x, w), "shape", None))


@graded(points=4, zh="图像和卷积核在哪个设备，结果就在哪个设备", rtol=1e-4, atol=1e-3, max_cases=25)
@given(
    x=drawn(ANY, "x"),
    w=drawn(ANY, "w"),
    b=drawn(ANY, "b"),
    stride=ANY.map(itemgetter("stride")),
    padding=ANY.map(itemgetter("padding")),
)
@example(x=RAMP, w=CORNERS, b=torch.tensor([0.5]), stride=1, padding=1)
def test_computes_on_the_device_of_the_images(conv2d, x, w, b, stride, padding, device):
    return seen(result=conv2d(x.to(device), w.to(device), b.to(device), stride, padding))
