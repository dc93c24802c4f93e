"""masks tells positions ahead and padding from those that may be looked at."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.observe import seen

CPU = torch.device("cpu")
N = st.shared(st.integers(1, 6), key="n")
LENGTHS = N.flatmap(lambda n: st.lists(st.integers(0, n), min_size=1, max_size=4)).map(
    lambda lengths: torch.tensor(lengths, dtype=torch.int64)
)
THREE = torch.tensor([3, 1])


def part(pair, position):
    """One of the two masks; what is no pair is looked at as it is."""
    return pair[position] if isinstance(pair, tuple | list) and len(pair) == 2 else pair


@graded(points=8, zh="每个位置只能看到自己和前面的位置")
@given(n=N, lengths=LENGTHS)
@example(n=3, lengths=THREE)
@example(n=4, lengths=THREE)
def test_blocks_the_positions_after_each_position(masks, n, lengths):
    return seen(result=part(masks(n, lengths, CPU), 0))


@graded(points=8, zh="每个序列从自己的长度起都是填充")
@given(n=N, lengths=LENGTHS)
@example(n=4, lengths=THREE)
@example(n=3, lengths=THREE)
@example(n=2, lengths=torch.tensor([0, 1, 2]))
def test_blocks_what_lies_behind_the_end_of_each_sequence(masks, n, lengths):
    return seen(result=part(masks(n, lengths, CPU), 1), input=lengths)


@graded(points=4, zh="两个掩码组成元组，都在给定的设备上")
@given(n=N, lengths=LENGTHS)
@example(n=4, lengths=THREE)
def test_gives_a_pair_of_masks_on_the_device(masks, n, lengths, device):
    return seen(result=masks(n, lengths, device))
