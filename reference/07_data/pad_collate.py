"""The solutions of pad_collate: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - everybody calls it so
from torch.nn.utils.rnn import pad_sequence

from autograder import alternative, misconception

EQUIVALENT = {
    "lengths = torch.as_tensor([len(seq) for seq in seqs])": "a list has no memory to share",
}


def pad_collate(seqs: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    lengths = torch.tensor([len(seq) for seq in seqs])
    padded = pad_sequence(seqs, batch_first=True)
    mask = torch.arange(padded.shape[1]) < lengths.unsqueeze(1)
    return padded, lengths, mask


@alternative
def row_by_row(seqs: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    longest = max(len(seq) for seq in seqs)
    padded = seqs[0].new_zeros(len(seqs), longest)
    mask = torch.zeros(len(seqs), longest, dtype=torch.bool)
    for row, seq in enumerate(seqs):
        padded[row, : len(seq)] = seq
        mask[row, : len(seq)] = True
    return padded, mask.sum(dim=1), mask


@alternative
def each_padded_then_stacked(seqs: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    lengths = [seq.numel() for seq in seqs]
    rest = [max(lengths) - length for length in lengths]
    padded = [F.pad(seq, (0, end)) for seq, end in zip(seqs, rest, strict=True)]
    real = [F.pad(torch.ones_like(seq).bool(), (0, e)) for seq, e in zip(seqs, rest, strict=True)]
    return torch.stack(padded), torch.tensor(lengths, dtype=torch.int64), torch.stack(real)


@alternative
def written_through_the_mask(seqs: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    lengths = torch.as_tensor([seq.shape[0] for seq in seqs])
    mask = torch.arange(int(lengths.max())).expand(len(seqs), -1) < lengths[:, None]
    padded = torch.zeros(mask.shape, dtype=seqs[0].dtype)
    padded[mask] = torch.cat(seqs)
    return padded, lengths, mask


@misconception(
    en="`stack` only takes tensors of one shape, and sequences differ in length; fill the shorter "
    "ones up first.",
    zh="`stack` 只接受形状相同的张量，而序列长短不一；应当先把较短的补齐。",
)
def stacked(seqs: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    padded = torch.stack(seqs)
    lengths = torch.tensor([len(seq) for seq in seqs])
    return padded, lengths, torch.ones(padded.shape, dtype=torch.bool)


@misconception(
    en="The mask is inverted: here True marks what is real, and False marks padding.",
    zh="掩码反了：这里 True 表示真实元素，False 表示填充。",
)
def mask_inverted(seqs: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    padded, lengths, mask = pad_collate(seqs)
    return padded, lengths, ~mask


@misconception(
    en="`pad_sequence` puts time first unless told otherwise, so the batch comes out as (L, B); "
    "ask for the batch as the first axis.",
    zh="`pad_sequence` 默认把时间放在第一个轴，得到的是 (L, B)；应当要求批次在前。",
)
def time_first(seqs: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    padded, lengths, mask = pad_collate(seqs)
    return padded.T, lengths, mask.T


@misconception(
    en="`pad_sequence` puts time first unless told otherwise: the mask is (B, L), but the padded "
    "sequences come out as (L, B).",
    zh="`pad_sequence` 默认把时间放在第一个轴：掩码是 (B, L)，补齐后的序列却成了 (L, B)。",
)
def time_first_in_padded(seqs: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    padded, lengths, mask = pad_collate(seqs)
    return padded.T, lengths, mask


@misconception(
    en="`torch.zeros` makes float32 unless told otherwise, so integer ids become floats, which no "
    "embedding takes; use the dtype of the sequences.",
    zh="`torch.zeros` 默认得到 float32，整数编号变成了浮点数，嵌入层无法使用；"
    "应当沿用序列的 dtype。",
)
def floats_always(seqs: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    padded, lengths, mask = pad_collate(seqs)
    return padded.float(), lengths, mask


@misconception(
    en="The mask is read off the values, so a real element that happens to be 0 counts as padding; "
    "make it from the lengths.",
    zh="掩码是按数值判断的，恰好为 0 的真实元素也被当成了填充；应当根据长度来生成。",
)
def mask_from_values(seqs: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    padded, lengths, _ = pad_collate(seqs)
    return padded, lengths, padded != 0


@misconception(
    en="The lengths are counted from the values that are not 0, so a real element that happens to "
    "be 0 is lost, and the mask is wrong with it; ask each sequence for its length.",
    zh="长度是数非零元素得到的，恰好为 0 的真实元素就漏掉了，掩码也跟着错；"
    "应当直接取每个序列的长度。",
)
def lengths_from_values(seqs: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    padded, _, _ = pad_collate(seqs)
    mask = padded != 0
    return padded, mask.sum(dim=1), mask


@misconception(
    en="The lengths are a list; a batch is made of tensors, so that it can move to a device.",
    zh="长度是一个列表；批次应由张量组成，这样才能移到别的设备上。",
)
def lengths_as_list(seqs: list[Tensor]) -> tuple[Tensor, list[int], Tensor]:
    padded, lengths, mask = pad_collate(seqs)
    return padded, lengths.tolist(), mask


@misconception(
    en="The lengths are floats; they count, so they are int64.",
    zh="长度成了浮点数；它们是计数，应当是 int64。",
)
def lengths_as_floats(seqs: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    padded, lengths, mask = pad_collate(seqs)
    return padded, lengths.float(), mask


@misconception(
    en="The lengths are int32; what counts or names places is int64 in PyTorch.",
    zh="长度是 int32；在 PyTorch 里，计数和下标都用 int64。",
)
def lengths_as_int32(seqs: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    padded, lengths, mask = pad_collate(seqs)
    return padded, lengths.int(), mask


@misconception(
    en="All lengths are that of the padded batch; keep the length that each sequence had before.",
    zh="所有长度都成了补齐之后的长度；应当记录每个序列原来的长度。",
)
def lengths_after_padding(seqs: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    padded, _, mask = pad_collate(seqs)
    return padded, torch.full((len(seqs),), padded.shape[1]), mask


@misconception(
    en="The mask is made of numbers; as an index or in `masked_fill` it must be bool.",
    zh="掩码由数字组成；用作下标或用于 `masked_fill` 时必须是 bool。",
)
def mask_of_numbers(seqs: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    padded, lengths, mask = pad_collate(seqs)
    return padded, lengths, mask.float()


@misconception(
    en="The mask is one element too long in each row: position `length` is padding already.",
    zh="每一行的掩码都多了一个：位置 `length` 已经是填充了。",
)
def mask_one_too_long(seqs: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    padded, lengths, _ = pad_collate(seqs)
    return padded, lengths, torch.arange(padded.shape[1]) <= lengths.unsqueeze(1)


@misconception(
    en="The sequences are cut to the shortest, and what is behind is lost; fill up to the longest.",
    zh="序列都被截到最短的长度，后面的元素丢失了；应当补齐到最长的长度。",
)
def cut_to_the_shortest(seqs: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    shortest = min(len(seq) for seq in seqs)
    return pad_collate([seq[:shortest] for seq in seqs])


@misconception(
    en="The zeros stand in front of the sequence; padding goes behind its end.",
    zh="零补在了序列前面；填充应当放在末尾之后。",
)
def padded_in_front(seqs: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    _, lengths, mask = pad_collate([seq.flip(0) for seq in seqs])
    padded = pad_sequence([seq.flip(0) for seq in seqs], batch_first=True).flip(1)
    return padded, lengths, mask.flip(1)


@misconception(
    en="The caller's list is sorted by length in place, so the rows no longer match the labels; "
    "keep the order.",
    zh="把调用者的列表就地按长度排序了，各行与标签不再对应；应当保持原来的次序。",
)
def sorted_in_place(seqs: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    seqs.sort(key=len, reverse=True)
    return pad_collate(seqs)


@misconception(
    en="The rows are sorted by length, so they no longer match the labels; keep the order.",
    zh="各行按长度排了序，与标签不再对应；应当保持原来的次序。",
)
def rows_sorted(seqs: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    return pad_collate(sorted(seqs, key=len, reverse=True))
