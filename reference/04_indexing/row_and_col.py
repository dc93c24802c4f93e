"""The solutions of row_and_col: the reference, other right ones, and known mistakes."""

from torch import Tensor

from autograder import alternative, misconception


def row_and_col(x: Tensor, i: int, j: int) -> tuple[Tensor, Tensor]:
    return x[i], x[:, j]


@alternative
def by_select(x: Tensor, i: int, j: int) -> tuple[Tensor, Tensor]:
    return x.select(0, i), x.select(1, j)


@alternative
def by_transposing(x: Tensor, i: int, j: int) -> tuple[Tensor, Tensor]:
    return x[i, :], x.T[j]


@alternative
def by_unbinding(x: Tensor, i: int, j: int) -> tuple[Tensor, Tensor]:
    return x.unbind(0)[i], x.unbind(1)[j]


@misconception(
    en="`x[1]` is the second row: counting starts at 0, so adding 1 lands one row and one "
    "column too far.",
    zh="`x[1]` 是第二行：下标从 0 开始，加 1 就会多走一行、多走一列。",
)
def one_too_far(x: Tensor, i: int, j: int) -> tuple[Tensor, Tensor]:
    return x[i + 1], x[:, j + 1]


@misconception(
    en="`i` and `j` already count from 0, as PyTorch does: subtracting 1 lands one row and one "
    "column too early.",
    zh="`i` 和 `j` 本来就从 0 数起，与 PyTorch 一致：减 1 就会少走一行、少走一列。",
)
def counts_from_one(x: Tensor, i: int, j: int) -> tuple[Tensor, Tensor]:
    return x[i - 1], x[:, j - 1]


@misconception(
    en="A slice keeps its axis, with side 1, and is silently empty outside; a single number "
    "drops the axis and raises IndexError.",
    zh="切片会保留那一维（长度为 1），越界时只会悄悄变空；"
    "单个下标才会去掉那一维，并在越界时抛出 IndexError。",
)
def sliced(x: Tensor, i: int, j: int) -> tuple[Tensor, Tensor]:
    return x[i : i + 1], x[:, j : j + 1]


@misconception(
    en="Indexing with a list or a tensor of numbers copies; a single number gives a view.",
    zh="用列表或张量作下标会复制数据；用单个整数作下标得到的才是视图。",
)
def fancy_indexed(x: Tensor, i: int, j: int) -> tuple[Tensor, Tensor]:
    return x[[i]].squeeze(0), x[:, [j]].squeeze(1)


@misconception(
    en="`x[j]` is row `j`: one index always means the first axis; for a column, leave the rows "
    "open.",
    zh="`x[j]` 是第 j 行：只写一个下标总是指第 0 维；要取列，就得把行那一维整个留着。",
)
def row_for_column(x: Tensor, i: int, j: int) -> tuple[Tensor, Tensor]:
    return x[i], x[j]


@misconception(
    en="Rows and columns are swapped: the first index is the row, the second the column.",
    zh="行和列弄反了：第一个下标是行，第二个下标是列。",
)
def swapped(x: Tensor, i: int, j: int) -> tuple[Tensor, Tensor]:
    return x[:, i], x[j]
