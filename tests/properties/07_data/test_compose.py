"""Compose applies its transforms one after the other."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.observe import seen
from autograder.strategies import tensors

# Each step is a kind and a number, and becomes a transform in the probe. The order matters.
STEPS = st.lists(st.tuples(st.sampled_from(("add", "times", "append")), st.integers(2, 4)))
X = tensors(shape=st.sampled_from(((2,), (), (2, 3))), dtypes=(torch.int64,), largest=3)
TWO = [("add", 2), ("times", 3)]
ONE = torch.tensor([0, 1])


def made(kind, number):
    if kind == "add":
        return lambda x: x + number
    if kind == "times":
        return lambda x: x * number
    return lambda x: torch.cat([x.flatten(), x.new_tensor([number])])


@graded(points=6, zh="按顺序应用所有变换，每个都接着前一个的结果")
@given(steps=STEPS, x=X)
@example(steps=TWO, x=ONE)
@example(steps=[], x=ONE)
def test_applies_the_transforms_in_order_each_to_what_the_last_gave(compose, steps, x):
    composed = compose([made(*step) for step in steps])
    return seen(result=composed(x))


@graded(points=4, zh="可以反复调用，也不受调用者之后改动列表的影响")
@given(steps=STEPS, x=X)
@example(steps=TWO, x=ONE)
@example(steps=TWO[:1], x=ONE)
def test_can_be_called_again_after_the_list_has_changed(compose, steps, x):
    transforms = [made(*step) for step in steps]
    composed = compose(transforms)
    first = composed(x)
    left = len(transforms)
    transforms.append(made("add", 100))
    return seen(result=[first, composed(x + 1)], length_of_the_list=left)
