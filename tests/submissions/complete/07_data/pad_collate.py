"""Stack sequences of different lengths into one batch."""

import torch
from torch import Tensor


def pad_collate(seqs: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    """Copy each sequence into its row of a zero tensor."""
    lengths = torch.tensor([s.size(0) for s in seqs], dtype=torch.long)
    longest = lengths.max().item()
    padded = torch.zeros(len(seqs), longest, dtype=seqs[0].dtype)
    for i, s in enumerate(seqs):
        padded[i, : s.size(0)] = s
    positions = torch.arange(longest).unsqueeze(0)
    mask = positions < lengths.unsqueeze(1)
    return padded, lengths, mask
