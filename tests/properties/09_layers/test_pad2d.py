"""pad2d puts a border around images, in four ways."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.observe import seen
from autograder.strategies import FLOATS, tensors

P = st.shared(st.sampled_from((1, 2, 0, 3)), key="p")
# Height, width and channels all differ, so that no swap of axes hides; the border always fits.
SIDES = P.flatmap(lambda p: st.sampled_from(((p + 1, p + 3), (p + 4, p + 2))))
SHAPES = st.tuples(st.sampled_from(((1,), (2,), (2, 1), (3, 2))), SIDES).map(
    lambda drawn: (*drawn[0], *drawn[1])
)
X = tensors(shape=SHAPES, dtypes=FLOATS, layouts="any")
IMAGE = torch.arange(1.0, 7.0).reshape(1, 2, 3)
LARGER = torch.arange(1.0, 13.0).reshape(1, 3, 4)
WRONG = ("constant", "symmetric", "edge", "wrap", "same", "valid", "")
RIGHT = ("zeros", "reflect", "replicate", "circular")


def pad(pad2d, x, p, mode):
    try:
        return pad2d(x, p, mode)
    except NotImplementedError as error:
        # The library raises it for a mode that it does not know. Here it would look as if the
        # exercise had not been started, so give it the name of the type that it derives from.
        raise RuntimeError(str(error)).with_traceback(error.__traceback__) from None


@graded(points=5, zh="zeros：四边补 p 圈 0，只动最后两个轴")
@given(x=X, p=P)
@example(x=IMAGE, p=1)
@example(x=torch.ones(2, 1, 3, 4), p=2)
def test_puts_zeros_around_the_last_two_axes(pad2d, x, p):
    return seen(result=pad(pad2d, x, p, "zeros"), input=x)


@graded(points=5, zh="reflect：以最外一个像素为镜面，它本身不重复")
@given(x=X, p=P)
@example(x=IMAGE, p=1)
@example(x=LARGER, p=2)
def test_reflects_without_repeating_the_outermost_pixel(pad2d, x, p):
    return seen(result=pad(pad2d, x, p, "reflect"), input=x)


@graded(points=4, zh="replicate：重复最外一个像素")
@given(x=X, p=P)
@example(x=IMAGE, p=1)
@example(x=LARGER, p=2)
def test_replicates_the_outermost_pixel(pad2d, x, p):
    return seen(result=pad(pad2d, x, p, "replicate"), input=x)


@graded(points=4, zh="circular：从对面接着开始")
@given(x=X, p=P)
@example(x=IMAGE, p=1)
@example(x=LARGER, p=2)
def test_goes_around_in_circles(pad2d, x, p):
    return seen(result=pad(pad2d, x, p, "circular"), input=x)


@graded(points=8, zh="遇到其他模式抛出 ValueError，constant 也不例外", raises=ValueError)
@given(p=st.integers(0, 1), mode=st.sampled_from(WRONG + RIGHT))
@example(p=1, mode="constant")
@example(p=1, mode="symmetric")
@example(p=0, mode="edge")
@example(p=1, mode="zeros")
def test_raises_ValueError_for_any_other_mode(pad2d, p, mode):  # noqa: N802
    return seen(shape=getattr(pad(pad2d, IMAGE.clone(), p, mode), "shape", None))


@graded(points=4, zh="x 在哪个设备，就在哪个设备上补边", max_cases=25)
@given(x=X, p=P, mode=st.sampled_from(RIGHT))
@example(x=LARGER, p=1, mode="zeros")
@example(x=LARGER, p=1, mode="reflect")
def test_pads_on_the_device_of_x(pad2d, x, p, mode, device):
    return seen(result=pad(pad2d, x.to(device), p, mode))
