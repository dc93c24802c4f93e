"""Stack sequences of different lengths into one batch."""

from torch import Tensor


def pad_collate(seqs: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    """Stack B sequences, each a tensor of rank 1, into the tuple (padded, lengths, mask).

    With L, the length of the longest: `padded` has shape (B, L), one sequence a row, filled up
    with zeros behind its end; `lengths` has shape (B,) and dtype int64; `mask` has shape (B, L)
    and dtype bool, True where there is a real element and False where there is padding.

    All sequences have one dtype, and `padded` has it too. There is at least one sequence; some,
    or all, may be empty. The order of the sequences is kept, and `seqs` is left as it is.
    """
    raise NotImplementedError
