"""Programs after which a real device is lost: each needs a process of its own.

A kernel that meets an index out of range ends in an assert on the device. That is told late, here
by waiting for the device, and nothing can be computed there afterwards.
"""

from contextlib import suppress

import torch
from torch import nn
from torch.nn import functional


def gives_a_label_too_large():
    """Three scores and the label 3: labels begin at 0."""
    scores, labels = torch.zeros(2, 3, device="cuda"), torch.tensor([0, 3], device="cuda")
    return functional.cross_entropy(scores, labels).item()


def gives_a_negative_label():
    """-1 for what is to be ignored; it is -100 unless told otherwise."""
    scores, labels = torch.zeros(2, 3, device="cuda"), torch.tensor([0, -1], device="cuda")
    return functional.cross_entropy(scores, labels).item()


def looks_up_a_token_too_large():
    """A vocabulary that is too small by one."""
    found = nn.Embedding(4, 2).cuda()(torch.tensor([4], device="cuda"))
    torch.cuda.synchronize()
    return found


def indexes_behind_the_end():
    """An index from another data set."""
    found = torch.ones(3, device="cuda")[torch.tensor([3], device="cuda")]
    torch.cuda.synchronize()
    return found


def gathers_behind_the_end():
    """A class too many."""
    scores = torch.zeros(1, 3, device="cuda")
    return scores.gather(1, torch.tensor([[3]], device="cuda")).item()


def forgets_the_sigmoid():
    """Binary cross entropy of what is no probability."""
    scores, labels = torch.tensor([3.0], device="cuda"), torch.tensor([1.0], device="cuda")
    return functional.binary_cross_entropy(scores, labels).item()


def goes_on_after_an_assert():
    """Catching the error does not bring the device back."""
    with suppress(RuntimeError):
        gives_a_label_too_large()
    return torch.ones(2, device="cuda")
