"""Stack sequences of different lengths into one batch."""

import torch
from torch import Tensor


def pad_collate(seqs: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    """Copy each sequence into its row of a zero tensor."""
    lengths = torch.tensor([len(s) for s in seqs])
    padded = torch.zeros(len(seqs), max(len(s) for s in seqs), dtype=seqs[0].dtype)
    for i, s in enumerate(seqs):
        padded[i, : len(s)] = s
    return padded, lengths, padded != 0
