"""train_val_split divides a dataset at random, into parts that have nothing in common."""

import random

import numpy as np
import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch.utils.data import Dataset, Subset

from autograder import graded
from autograder.observe import seen

# int() of n times any of these is the same by whatever way it is computed.
FRACTIONS = st.sampled_from((0.25, 0.5, 0.375, 0.75, 0.125, 0.0, 1.0, 0.625))
SEEDS = st.integers(0, 2**31)
MANY = 256


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


def samples(part):
    return [part[k] for k in range(len(part))]


def numbers(part):
    return [sample // 10 for sample in samples(part)]


def global_states():
    """The state of every random generator that belongs to the whole program."""
    return {
        "torch": torch.get_rng_state().tolist(),
        "numpy": repr(np.random.get_state()),  # noqa: NPY002 - it is watched, not used
        "python": random.getstate(),
    }


def stir():
    """Move the global generators on, so that a split that leans on them shows."""
    torch.rand(1)
    np.random.random()  # noqa: NPY002 - to move it on
    random.random()


@graded(points=8, zh="每个样本恰好属于一个 Subset，后一个有 int(n * val_frac) 个样本")
@given(n=st.integers(1, 12), val_frac=FRACTIONS, seed=SEEDS)
@example(n=8, val_frac=0.25, seed=0)
@example(n=7, val_frac=0.25, seed=0)
@example(n=5, val_frac=0.25, seed=1)
@example(n=12, val_frac=0.5, seed=2)
def test_gives_each_sample_to_one_Subset_and_int_of_n_times_val_frac_to_the_second(  # noqa: N802
    train_val_split, n, val_frac, seed
):
    first, second = train_val_split(Tens(n), val_frac, seed)
    return seen(
        lengths=[len(first), len(second)],
        samples_in_either=sorted(samples(first) + samples(second)),
        are_Subsets=[isinstance(first, Subset), isinstance(second, Subset)],
    )


@graded(points=6, zh="随机划分，而不是按原来的次序切开", max_cases=20)
@given(seed=SEEDS)
@example(seed=0)
def test_divides_at_random_rather_than_in_order(train_val_split, seed):
    first, second = (numbers(part) for part in train_val_split(Tens(MANY), 0.5, seed))
    in_second = torch.zeros(MANY, dtype=torch.bool)
    in_second[second] = True
    changes = int((in_second[1:] != in_second[:-1]).sum())
    return seen(
        # A random split has 128 changes of part along the dataset, give or take 8: these bounds
        # lie eight standard deviations away.
        neighbours_fall_to_parts_independently=64 < changes < 192,
        both_parts_from_everywhere=min(first) < MANY // 4 and max(first) >= MANY * 3 // 4,
    )


@graded(points=6, zh="划分只由 seed 决定，全局随机状态不受影响", max_cases=30)
@given(seed=SEEDS)
@example(seed=0)
@example(seed=1)
def test_lets_the_seed_alone_decide_and_leaves_the_global_random_state(train_val_split, seed):
    stir()  # so that the global state is not what a seeding leaves
    before = global_states()
    first = [numbers(part) for part in train_val_split(Tens(MANY), 0.5, seed)]
    after = global_states()
    stir()
    again = [numbers(part) for part in train_val_split(Tens(MANY), 0.5, seed)]
    other = [numbers(part) for part in train_val_split(Tens(MANY), 0.5, seed + 1)]
    return seen(
        global_state_untouched={name: before[name] == after[name] for name in before},
        same_seed_gives_the_same_split=first == again,
        other_seed_gives_another_split=set(first[1]) != set(other[1]),
    )
