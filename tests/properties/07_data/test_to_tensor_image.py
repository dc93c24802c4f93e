"""to_tensor_image turns an array (H, W, C) into a float32 tensor (C, H, W)."""

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.observe import seen, write_reaches
from autograder.strategies import ndarrays

SIDES = st.sampled_from(((2, 5), (5, 2), (4, 6), (6, 4)))
SHAPES = st.tuples(SIDES, st.sampled_from((3, 1, 2))).map(lambda drawn: (*drawn[0], drawn[1]))
LAYOUTS = ("contiguous", "transposed", "strided", "read-only")
BYTES = ndarrays(shape=SHAPES, dtypes=("uint8",), layouts=LAYOUTS, largest=255.0)
FLOATING = ndarrays(shape=SHAPES, dtypes=("float32", "float64"), layouts=LAYOUTS, largest=2.0)
DARK = np.array([[[0, 1, 0], [1, 1, 0]]], dtype=np.uint8)
WHITE = np.array([[[255, 51, 0], [255, 254, 128]]], dtype=np.uint8)
FINAL = np.array([[[0.5, 2.0, -1.0], [0.25, 0.0, 1.0]]], dtype=np.float32)


@graded(points=8, zh="uint8 图像缩放到 [0, 1]，通道移到最前面")
@given(img=BYTES)
@example(img=WHITE)
@example(img=DARK)
def test_scales_a_uint8_image_to_0_to_1_with_the_channels_first(to_tensor_image, img):
    return seen(result=to_tensor_image(img))


@graded(points=7, zh="浮点图像的值不变，dtype 为 float32，通道移到最前面")
@given(img=FLOATING)
@example(img=FINAL)
@example(img=FINAL.astype(np.float64))
def test_keeps_the_values_of_a_float_image_as_float32_with_the_channels_first(to_tensor_image, img):
    return seen(result=to_tensor_image(img))


@graded(points=5, zh="与数组不共享内存，也不改动数组")
@given(img=FLOATING | BYTES)
@example(img=FINAL)
@example(img=WHITE)
def test_shares_no_memory_with_the_array(to_tensor_image, img):
    image = to_tensor_image(img)
    return seen(
        result=image,
        input=img,
        array_write_seen_in_tensor=write_reaches(img, image),
        tensor_write_seen_in_array=write_reaches(image, img),
    )
