"""hwc_to_chw moves the channels of an image to the front."""

import torch
from hypothesis import example, given

from autograder import graded
from autograder.observe import seen
from autograder.strategies import images

DTYPES = (torch.float32, torch.uint8, torch.float64)


@graded(points=15, zh="把图像的通道移到最前面")
@given(img=images(dtypes=DTYPES))
@example(img=torch.arange(24).reshape(2, 4, 3))
def test_moves_the_channels_of_an_image_to_the_front(hwc_to_chw, img):
    return seen(result=hwc_to_chw(img))


@graded(points=5, zh="图像在内存里怎样存放都可以")
@given(img=images(dtypes=DTYPES, layouts="any"))
@example(img=torch.arange(24).reshape(3, 4, 2).transpose(0, 2))
def test_takes_an_image_that_lies_in_memory_in_any_way(hwc_to_chw, img):
    return seen(result=hwc_to_chw(img))
