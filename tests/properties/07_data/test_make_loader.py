"""make_loader hands out a dataset in batches, shuffled for training and in order otherwise."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch.utils.data import DataLoader, Dataset

from autograder import graded
from autograder.observe import first_items, seen

SIZES = st.integers(1, 5)
SEEDS = st.integers(0, 2**31)
MANY = 64


class Tens(Dataset):
    """Sample i is the number 10 i: a sample is not mistaken for its index."""

    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if not 0 <= i < self.n:
            raise IndexError(i)
        return 10 * int(i)


def epoch(loader):
    """The samples in the order in which one walk through the loader gives them."""
    return torch.cat(first_items(loader, MANY + 1)).tolist()


@graded(points=6, zh="不是训练时，按原来的次序给出每一个样本")
@given(n=st.integers(1, 12), batch_size=SIZES, seed=SEEDS)
@example(n=7, batch_size=3, seed=0)
@example(n=6, batch_size=3, seed=0)
@example(n=5, batch_size=2, seed=1)
def test_gives_every_sample_in_order_where_it_is_not_for_training(make_loader, n, batch_size, seed):
    loader = make_loader(Tens(n), batch_size, train=False, seed=seed)
    return seen(
        batches=first_items(loader, n + 2),
        is_a_DataLoader=isinstance(loader, DataLoader),
    )


@graded(points=7, zh="训练时每个批次都是满的，没有重复的样本")
@given(n=st.integers(1, 12), batch_size=SIZES, seed=SEEDS)
@example(n=7, batch_size=3, seed=0)
@example(n=6, batch_size=3, seed=0)
@example(n=2, batch_size=3, seed=0)
def test_gives_full_batches_without_repeats_for_training(make_loader, n, batch_size, seed):
    loader = make_loader(Tens(n), batch_size, train=True, seed=seed)
    batches = first_items(loader, n + 2)
    samples = [int(sample) for batch in batches for sample in batch]
    return seen(
        batch_sizes=[len(batch) for batch in batches],
        all_from_ds=set(samples) <= set(range(0, 10 * n, 10)),
        none_twice=len(set(samples)) == len(samples),
        is_a_DataLoader=isinstance(loader, DataLoader),
    )


@graded(points=7, zh="训练时每一轮都重新打乱，次序只由 seed 决定", max_cases=30)
@given(seed=SEEDS)
@example(seed=0)
@example(seed=1)
def test_shuffles_each_training_epoch_anew_by_the_seed_alone(make_loader, seed):
    torch.rand(1)  # so that the global state is not what a seeding leaves
    before = torch.get_rng_state()
    loader = make_loader(Tens(MANY), 4, train=True, seed=seed)
    untouched = torch.equal(before, torch.get_rng_state())
    torch.rand(1)  # what others draw before the walk must not count
    orders = [epoch(loader), epoch(loader)]
    again = make_loader(Tens(MANY), 4, train=True, seed=seed)
    together = sum(b == a + 10 for a, b in zip(orders[0], orders[0][1:], strict=False))
    return seen(
        # In a random order one pair of neighbours stays together on average.
        neighbours_torn_apart=together < 16,
        same_seed_gives_the_same_orders=orders == [epoch(again), epoch(again)],
        other_seed_gives_other_orders=orders[0]
        != epoch(make_loader(Tens(MANY), 4, train=True, seed=seed + 1)),
        next_epoch_gives_another_order=orders[0] != orders[1],
        global_state_untouched=untouched,
    )
