"""The solutions of ArrayDataset: the reference, other right ones, and known mistakes."""

from torch import Tensor
from torch.utils.data import Dataset

from autograder import alternative, misconception


class ArrayDataset(Dataset):
    def __init__(self, x: Tensor, y: Tensor) -> None:
        if len(x) != len(y):
            raise ValueError(f"{len(x)} inputs, but {len(y)} labels")
        self.x = x
        self.y = y

    def __len__(self) -> int:
        return len(self.x)

    def __getitem__(self, i: int) -> tuple[Tensor, Tensor]:
        return self.x[i], self.y[i]


@alternative
class ListOfPairs(Dataset):
    def __init__(self, x: Tensor, y: Tensor) -> None:
        self.pairs = list(zip(x, y, strict=True))

    def __len__(self) -> int:
        return len(self.pairs)

    def __getitem__(self, i: int) -> tuple[Tensor, Tensor]:
        return self.pairs[i]


@alternative
class CheckedIndex(Dataset):
    def __init__(self, x: Tensor, y: Tensor) -> None:
        if x.shape[0] != y.shape[0]:
            raise ValueError("x and y differ in length")
        self.data = (x, y)
        self.count = x.shape[0]

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, i: int) -> tuple[Tensor, Tensor]:
        if i < 0:
            i += self.count
        if not 0 <= i < self.count:
            raise IndexError(i)
        return tuple(part[i] for part in self.data)


@misconception(
    en="The index wraps around with `%`, so no index is ever outside and a `for` over the dataset "
    "never ends; raise IndexError instead.",
    zh="用 `%` 让下标绕回来，就永远不会越界，对数据集的 `for` 循环也永远不结束；"
    "应当抛出 IndexError。",
)
class Endless(ArrayDataset):
    def __getitem__(self, i: int) -> tuple[Tensor, Tensor]:
        return self.x[i % len(self)], self.y[i % len(self)]


@misconception(
    en="Every negative index is refused, but -1 to -n count from the end, as in a list.",
    zh="所有负下标都被拒绝了，但 -1 到 -n 应当像列表那样从末尾数起。",
)
class NegativesRejected(ArrayDataset):
    def __getitem__(self, i: int) -> tuple[Tensor, Tensor]:
        if i < 0 or i >= len(self):
            raise IndexError(i)
        return self.x[i], self.y[i]


@misconception(
    en="Adding the length once makes -n-1 into -1, which is a valid index again, so nothing is "
    "raised; check the range as well, or leave the index to the tensor.",
    zh="加一次长度会把 -n-1 变成 -1，又成了合法下标，所以没有报错；"
    "应当同时检查范围，或者把下标原样交给张量。",
)
class NegativesShifted(ArrayDataset):
    def __getitem__(self, i: int) -> tuple[Tensor, Tensor]:
        if i < 0:
            i += len(self)
        return self.x[i], self.y[i]


@misconception(
    en="A `for` over the dataset stops at IndexError only; the AssertionError of an `assert` goes "
    "through to the caller.",
    zh="对数据集的 `for` 循环只认 IndexError 作为结束；"
    "`assert` 抛出的 AssertionError 会一直传给调用者。",
)
class IndexAsserted(ArrayDataset):
    def __getitem__(self, i: int) -> tuple[Tensor, Tensor]:
        assert -len(self) <= i < len(self)
        return self.x[i], self.y[i]


@misconception(
    en="`numel` counts all numbers in all samples; the number of samples is the size of axis 0.",
    zh="`numel` 数的是所有样本里的所有数字；样本个数是第 0 轴的大小。",
)
class ElementsCounted(ArrayDataset):
    def __len__(self) -> int:
        return self.x.numel()


@misconception(
    en="Inputs and labels of different lengths are taken without a word, and the fault shows only "
    "in the middle of training; compare the lengths in `__init__`.",
    zh="输入与标签长度不同时没有报错，要到训练中途才会暴露；应当在 `__init__` 里比较长度。",
)
class LengthsUnchecked(ArrayDataset):
    def __init__(self, x: Tensor, y: Tensor) -> None:
        self.x = x
        self.y = y


@misconception(
    en="`assert` raises AssertionError, and is gone when Python runs with `-O`; a wrong argument "
    "calls for ValueError.",
    zh="`assert` 抛出的是 AssertionError，而且用 `-O` 运行 Python 时会失效；"
    "参数不对应当抛出 ValueError。",
)
class LengthsAsserted(ArrayDataset):
    def __init__(self, x: Tensor, y: Tensor) -> None:
        assert len(x) == len(y)
        super().__init__(x, y)


@misconception(
    en="A sample is the tuple (x[i], y[i]), not a list of the two.",
    zh="一个样本是元组 (x[i], y[i])，而不是由两者组成的列表。",
)
class SampleAsList(ArrayDataset):
    def __getitem__(self, i: int) -> list[Tensor]:
        return [self.x[i], self.y[i]]
