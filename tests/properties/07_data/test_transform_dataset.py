"""TransformDataset transforms the inputs of another dataset, one sample at a time."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch.utils.data import Dataset

from autograder import graded
from autograder.observe import first_items, seen, snapshot
from autograder.strategies import tensors

LENGTH = st.shared(st.integers(1, 6), key="length")
SAMPLES = st.sampled_from(((2,), (), (2, 2), (3,)))
X = tensors(
    shape=st.tuples(LENGTH, SAMPLES).map(lambda drawn: (drawn[0], *drawn[1])),
    dtypes=(torch.float32,),
)
Y = tensors(shape=st.tuples(LENGTH), dtypes=(torch.int64, torch.float32))
BASES = st.sampled_from(("dataset", "list"))
THREE = torch.arange(6.0).reshape(3, 2)
LABELS = torch.tensor([7, 8, 9])


class Pairs(Dataset):
    """A dataset that notes which samples it was asked for."""

    def __init__(self, x, y):
        self.xs, self.ys = x, y
        self.reads = []

    def __len__(self):
        return len(self.xs)

    def __getitem__(self, i):
        self.reads.append(i)
        return self.xs[i], self.ys[i]


class Counted:
    """A transform that tells how often it ran: twice the input, plus the number of the call."""

    def __init__(self):
        self.calls = 0

    def __call__(self, x):
        self.calls += 1
        return 2 * x + self.calls


def made(kind, x, y):
    return Pairs(x, y) if kind == "dataset" else list(zip(x, y, strict=True))


@graded(points=8, zh="给出每个样本：输入经过变换，标签保持原样")
@given(x=X, y=Y, base=BASES)
@example(x=THREE, y=LABELS, base="dataset")
@example(x=THREE, y=LABELS, base="list")
def test_yields_every_input_transformed_with_its_label_as_it_is(transform_dataset, x, y, base):
    dataset = transform_dataset(made(base, x, y), lambda part: 2 * part + 1)
    return seen(length=len(dataset), samples=first_items(dataset, len(x) + 3))


@graded(points=5, zh="取样本时才读取和变换，而且每次都重新变换")
@given(x=X, y=Y, picks=LENGTH.flatmap(lambda n: st.lists(st.integers(0, n - 1), max_size=3)))
@example(x=THREE, y=LABELS, picks=[1, 1])
def test_transforms_a_sample_when_it_is_asked_for_and_anew_each_time(
    transform_dataset, x, y, picks
):
    base, transform = Pairs(x, y), Counted()
    dataset = transform_dataset(base, transform)
    early = bool(base.reads), bool(transform.calls)
    return seen(
        read_too_early=early[0],
        transformed_too_early=early[1],
        samples=[dataset[i] for i in picks],
    )


@graded(points=5, zh="从不改动 base 里的样本")
@given(x=X, y=Y, base=BASES)
@example(x=THREE, y=LABELS, base="dataset")
@example(x=THREE, y=LABELS, base="list")
def test_leaves_the_samples_of_base_as_they_are(transform_dataset, x, y, base):
    samples = made(base, x, y)
    dataset = transform_dataset(samples, lambda part: part / 2 - 1)
    got = snapshot(dataset[0][0])
    return seen(result=got, base=first_items(samples, len(x)))


@graded(points=2, zh="下标与 base 一样：负下标从末尾数起，越界抛出 IndexError", raises=IndexError)
@given(x=X, y=Y, i=LENGTH.flatmap(lambda n: st.sampled_from((-1, n, -n - 1, n - 1, -n))))
@example(x=THREE, y=LABELS, i=-1)
@example(x=THREE, y=LABELS, i=3)
@example(x=THREE, y=LABELS, i=-4)
def test_takes_the_indices_of_base_and_raises_IndexError_outside(  # noqa: N802
    transform_dataset, x, y, i
):
    return transform_dataset(Pairs(x, y), torch.neg)[i]
