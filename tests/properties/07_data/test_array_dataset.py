"""ArrayDataset pairs inputs with their labels, sample by sample."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.observe import first_items, seen
from autograder.strategies import tensors

LENGTH = st.shared(st.integers(0, 12), key="length")
SAMPLES = st.sampled_from(((3,), (), (2, 2), (1,)))
X = tensors(
    shape=st.tuples(LENGTH, SAMPLES).map(lambda drawn: (drawn[0], *drawn[1])),
    dtypes=(torch.float32,),
)
Y = tensors(shape=st.tuples(LENGTH), dtypes=(torch.int64, torch.float32))
INDEX = LENGTH.flatmap(
    lambda n: st.sampled_from((-1, n, -n - 1, n - 1, -n)) | st.integers(-n - 2, n + 2)
)
THREE = torch.arange(6.0).reshape(3, 2)
LABELS = torch.tensor([7, 8, 9])


@graded(points=10, zh="知道样本个数，`for` 循环按顺序给出每个样本并结束")
@given(x=X, y=Y)
@example(x=THREE, y=LABELS)
@example(x=torch.empty(0, 2), y=torch.empty(0))
def test_yields_every_sample_once_and_in_order(array_dataset, x, y):
    dataset = array_dataset(x, y)
    return seen(length=len(dataset), samples=first_items(dataset, len(x) + 3))


@graded(points=5, zh="负下标从末尾数起，越界抛出 IndexError", raises=IndexError)
@given(x=X, y=Y, i=INDEX)
@example(x=THREE, y=LABELS, i=-3)
@example(x=THREE, y=LABELS, i=3)
@example(x=THREE, y=LABELS, i=-4)
def test_counts_negative_indices_from_the_end_and_raises_IndexError_outside(  # noqa: N802
    array_dataset, x, y, i
):
    return array_dataset(x, y)[i]


@graded(points=5, zh="输入与标签个数不同时抛出 ValueError", raises=ValueError)
@given(
    x=X,
    y=tensors(
        shape=st.tuples(LENGTH, st.sampled_from((1, 0, -1, 2))).map(lambda d: (max(0, sum(d)),)),
        dtypes=(torch.int64,),
    ),
)
@example(x=THREE, y=LABELS[:2])
@example(x=THREE, y=LABELS)
def test_raises_ValueError_for_unequal_lengths(array_dataset, x, y):  # noqa: N802
    return seen(length=len(array_dataset(x, y)))
