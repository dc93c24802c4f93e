"""move_batch moves every tensor of a nested batch, and builds the batch anew."""

from collections import namedtuple

import numpy as np
import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.observe import seen
from autograder.preload import preload_optimisers
from autograder.strategies import shapes, tensors

preload_optimisers()  # arithmetic on meta imports the same

CPU = torch.device("cpu")
META = torch.device("meta")
DEVICES = st.sampled_from((META, CPU))
TENSORS = tensors(
    shape=shapes(max_rank=2, min_side=1, max_side=2), dtypes=(torch.float32, torch.int64)
)
OTHERS = st.sampled_from(("cat", 7, None, 0.5, "", True)) | st.just(np.array([1.0, 2.0]))
KEYS = st.sampled_from(("image", "label", "extra", 0))
Pair = namedtuple("Pair", ("image", "label"))
Box = namedtuple("Box", ("inner",))


def containers(of):
    """A list, a tuple or a dict of what `of` draws."""
    some = st.lists(of, max_size=3)
    return some | some.map(tuple) | st.dictionaries(KEYS, of, max_size=3)


FLAT = containers(TENSORS | OTHERS)
BATCHES = containers(TENSORS | OTHERS | FLAT) | FLAT | TENSORS | OTHERS
IMAGE = torch.tensor([[1.0, 2.0]])
LABEL = torch.tensor(3)


def with_names(batch):
    """The same batch, in which tuples of one and two items are namedtuples."""
    if isinstance(batch, dict):
        return {key: with_names(value) for key, value in batch.items()}
    if isinstance(batch, list):
        return [with_names(value) for value in batch]
    if not isinstance(batch, tuple):
        return batch
    items = [with_names(value) for value in batch]
    kind = {1: Box, 2: Pair}.get(len(items))
    return tuple(items) if kind is None else kind(*items)


def boxes(value, found):
    """The lists and dicts in a value, by their identity; `found` is added to."""
    if isinstance(value, (list, dict)):
        if id(value) in found:
            return found
        found[id(value)] = value
    if isinstance(value, (list, tuple, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            boxes(item, found)
    return found


@graded(points=8, zh="每一层的张量都搬到设备上，容器的类型不变，其他值原样不动")
@given(batch=BATCHES, device=DEVICES)
@example(batch={"image": IMAGE, "label": LABEL, "extra": "cat"}, device=META)
@example(batch=[IMAGE, (LABEL, 7), {"image": [IMAGE, None]}], device=META)
@example(batch=(IMAGE, LABEL), device=META)
def test_moves_every_tensor_at_every_depth_and_nothing_else(move_batch, batch, device):
    return seen(result=move_batch(batch, device))


@graded(points=7, zh="具名元组还是同一类型的具名元组")
@given(tuples=FLAT.map(lambda flat: (flat, 1)) | BATCHES, device=DEVICES)
@example(tuples=(IMAGE, LABEL), device=META)
@example(tuples={"image": [(IMAGE, "cat")], "label": (LABEL,)}, device=CPU)
def test_keeps_each_namedtuple_a_namedtuple(move_batch, tuples, device):
    return seen(result=move_batch(with_names(tuples), device))


@graded(points=7, zh="结果由新的容器构成，调用者的批次保持不变")
@given(batch=BATCHES, device=DEVICES)
@example(batch={"image": IMAGE, "label": LABEL}, device=META)
@example(batch=[IMAGE, [LABEL]], device=CPU)
@example(batch={"image": [IMAGE, {"label": LABEL}]}, device=META)
def test_builds_new_containers_and_leaves_the_batch_as_it_was(move_batch, batch, device):
    before = boxes(batch, {})
    result = move_batch(batch, device)
    return seen(
        result=result,
        new_containers=not before.keys() & boxes(result, {}).keys(),
        input=batch,
    )


@graded(points=8, zh="在机器的每个设备上，搬过去的张量值不变", max_cases=25)
@given(batch=BATCHES)
@example(batch=[IMAGE, (LABEL, 7), {"image": [IMAGE, None]}])
def test_brings_the_values_to_every_device_of_the_machine(move_batch, batch, device):
    return seen(result=move_batch(batch, device), input=batch)
