"""pad_collate stacks sequences of different lengths and tells what is padding."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.observe import seen
from autograder.strategies import tensors

DTYPES = st.sampled_from((torch.int64, torch.float32, torch.float64, torch.int32))
# Rows to cut the sequences from; zeros are frequent among them, and are real elements.
ROWS = tensors(shape=(4, 5), dtypes=(torch.float32,), largest=2.0)
IDS = [torch.tensor([5, 6]), torch.tensor([7]), torch.tensor([0, 8, 9])]
NONE = [torch.tensor([]), torch.tensor([])]


def cut(drawn):
    rows, dtype, lengths = drawn
    whole = rows.round().to(dtype)
    return [row[:length].clone() for row, length in zip(whole, lengths, strict=False)]


def batches():
    """One to four sequences of one dtype, each with 0 to 5 elements."""
    lengths = st.lists(st.sampled_from((3, 1, 2, 5, 4, 0)), min_size=1, max_size=4)
    return st.tuples(ROWS, DTYPES, lengths).map(cut)


def part(answer, **names):
    """Label the parts at the given places, where there are three; else all there is."""
    if isinstance(answer, tuple | list) and len(answer) == 3:
        return {name: answer[place] for name, place in names.items()}
    return {"result": answer}


@graded(points=12, zh="用零把每个序列补到最长的长度")
@given(seqs=batches())
@example(seqs=IDS)
@example(seqs=[torch.tensor([0.5, 0.0, 1.5]), torch.tensor([2.5])])
@example(seqs=NONE)
def test_fills_each_sequence_up_with_zeros_to_the_longest(pad_collate, seqs):
    return seen(**part(pad_collate(seqs), padded=0))


@graded(points=12, zh="给出各序列的长度，以及标出真实元素的掩码")
@given(seqs=batches())
@example(seqs=IDS)
@example(seqs=[torch.tensor([1.5, 0.0]), torch.tensor([])])
@example(seqs=NONE)
def test_gives_the_lengths_and_the_mask_of_what_is_real(pad_collate, seqs):
    return seen(**part(pad_collate(seqs), lengths=1, mask=2))


@graded(points=6, zh="不改动 seqs")
@given(seqs=batches())
@example(seqs=[torch.tensor([1]), torch.tensor([2, 3]), torch.tensor([4])])
def test_leaves_the_sequences_as_they_are(pad_collate, seqs):
    before = list(seqs)
    answer = pad_collate(seqs)
    same = len(seqs) == len(before) and all(a is b for a, b in zip(seqs, before, strict=True))
    return seen(**part(answer, padded=0), input=seqs, same_objects=same)
