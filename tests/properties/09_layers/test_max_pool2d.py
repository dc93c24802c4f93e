"""max_pool2d keeps the largest number of each window, without the library's pooling."""

from itertools import count
from operator import itemgetter

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import Calls, graded
from autograder.observe import seen
from autograder.strategies import FLOATS, tensors

POOLS = ("max_pool", "adaptive_max_pool", "fractional_max_pool", "avg_pool", "adaptive_avg_pool")
NO_POOLING = Calls(
    forbidden=tuple(
        [f"torch.nn.functional.{name}{n}d" for name in POOLS for n in (1, 2, 3)]
        + [f"torch.nn.functional.{name}{n}d_with_indices" for name in POOLS for n in (1, 2, 3)]
        + [f"torch.nn.functional.lp_pool{n}d" for n in (1, 2, 3)]
        + [f"torch.{name}{n}d" for name in POOLS for n in (1, 2, 3)]
        + ["torch.mkldnn_max_pool2d", "torch.quantized_max_pool2d"]
        # What these lead to.
        + [f"aten.{name}{n}d" for name in POOLS for n in (1, 2, 3)]
        + [f"aten.max_pool{n}d_with_indices" for n in (1, 2, 3)]
        + [f"aten._adaptive_avg_pool{n}d" for n in (2, 3)]
        + [f"aten.mkldnn_max_pool{n}d" for n in (2, 3)]
        + ["aten.mkldnn_adaptive_avg_pool2d"]
        + [f"aten.quantized_max_pool{n}d" for n in (1, 2, 3)]
    )
)


def geometry(counts, k, stride, margin, room):
    """A shape and arguments; `room` is how far a window can move, down and to the right.

    The padding is `margin`, or as much of it as a window of `k` allows. Height, width and channels
    differ, so that no swap of axes hides.
    """
    padding = min(margin, k // 2)
    sides = [counts[1]]
    for free in room:
        least = max(1, k + free - 2 * padding)
        sides.append(next(side for side in count(least) if side not in sides))
    return {"shape": (counts[0], *sides), "k": k, "stride": stride, "padding": padding}


def geometries(key, margin):
    return st.shared(
        st.builds(
            geometry,
            st.sampled_from(((1, 1), (1, 2), (2, 1), (2, 3))),
            st.sampled_from((2, 3, 1, 4, 5)),
            st.sampled_from((None, 1, 2, 3)),
            margin,
            st.sampled_from(((0, 1), (2, 1), (3, 5), (4, 2), (1, 3), (5, 4))),
        ),
        key=key,
    )


def images(geometry):
    """Images of that shape, two in three with negative numbers alone: small ones, or far from 0."""
    some = tensors(shape=geometry["shape"], dtypes=FLOATS)
    return some | some.map(lambda x: -1 - x.abs()) | some.map(lambda x: -1000 * (1 + x.abs()))


BARE = geometries("bare", st.just(0))
PADDED = geometries("padded", st.integers(1, 2))
ANY = geometries("any", st.integers(0, 2))
RAMP = torch.arange(20.0).reshape(1, 1, 4, 5)
NEGATIVE = RAMP[:, :, :3, :4] - 20


@graded(points=10, zh="取每个窗口的最大值，默认步长为 k", calls=NO_POOLING, seconds=15)
@given(x=BARE.flatmap(images), k=BARE.map(itemgetter("k")), stride=BARE.map(itemgetter("stride")))
@example(x=RAMP, k=2, stride=None)
@example(x=RAMP, k=2, stride=1)
@example(x=-RAMP, k=3, stride=2)
def test_takes_the_largest_number_of_each_window(max_pool2d, x, k, stride):
    return seen(result=max_pool2d(x, k) if stride is None else max_pool2d(x, k, stride), x=x)


@graded(points=7, zh="填充永远不会成为最大值", calls=NO_POOLING, seconds=15)
@given(
    x=PADDED.flatmap(images),
    k=PADDED.map(itemgetter("k")),
    stride=PADDED.map(itemgetter("stride")),
    padding=PADDED.map(itemgetter("padding")),
)
@example(x=NEGATIVE, k=2, stride=None, padding=1)
@example(x=NEGATIVE, k=3, stride=2, padding=1)
@example(x=1000 * NEGATIVE, k=2, stride=None, padding=1)
def test_pads_with_what_never_wins(max_pool2d, x, k, stride, padding):
    return seen(result=max_pool2d(x, k, stride, padding), x=x)


@graded(
    points=11,
    zh="ceil_mode 时最后一个伸出的窗口也算，但不能从图像之外开始",
    calls=NO_POOLING,
    seconds=15,
)
@given(
    x=ANY.flatmap(images),
    k=ANY.map(itemgetter("k")),
    stride=ANY.map(itemgetter("stride")),
    padding=ANY.map(itemgetter("padding")),
    ceil_mode=st.booleans(),
)
@example(x=RAMP, k=2, stride=None, padding=0, ceil_mode=True)
@example(x=RAMP, k=2, stride=None, padding=0, ceil_mode=False)
@example(x=NEGATIVE, k=2, stride=2, padding=1, ceil_mode=True)
@example(x=NEGATIVE, k=1, stride=3, padding=0, ceil_mode=True)
def test_counts_windows_that_stick_out_in_ceil_mode_but_none_that_start_outside(
    max_pool2d, x, k, stride, padding, ceil_mode
):
    return seen(result=max_pool2d(x, k, stride, padding, ceil_mode), x=x)


@graded(
    points=8,
    zh="填充超过 k // 2 时抛出 ValueError",
    raises=ValueError,
    calls=NO_POOLING,
    seconds=15,
)
@given(k=st.integers(1, 5), padding=st.integers(0, 4))
@example(k=2, padding=2)
@example(k=3, padding=2)
@example(k=1, padding=1)
@example(k=2, padding=1)
def test_raises_ValueError_for_more_padding_than_half_a_window(  # noqa: N802
    max_pool2d, k, padding
):
    y = max_pool2d(torch.ones(1, 2, 6, 7), k, 1, padding)
    return seen(shape=getattr(y, "shape", None))


@graded(points=4, zh="图像在哪个设备，结果就在哪个设备", max_cases=25)
@given(
    x=ANY.flatmap(images),
    k=ANY.map(itemgetter("k")),
    stride=ANY.map(itemgetter("stride")),
    padding=ANY.map(itemgetter("padding")),
    ceil_mode=st.booleans(),
)
@example(x=RAMP, k=2, stride=None, padding=1, ceil_mode=False)
def test_computes_on_the_device_of_the_images(max_pool2d, x, k, stride, padding, ceil_mode, device):
    return seen(result=max_pool2d(x.to(device), k, stride, padding, ceil_mode))
