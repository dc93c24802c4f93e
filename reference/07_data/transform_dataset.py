"""The solutions of TransformDataset: the reference, other right ones, and known mistakes."""

from collections.abc import Callable
from typing import Any

from torch.utils.data import Dataset

from autograder import alternative, misconception


class TransformDataset(Dataset):
    def __init__(self, base: Dataset, transform: Callable[[Any], Any]) -> None:
        self.base = base
        self.transform = transform

    def __len__(self) -> int:
        return len(self.base)

    def __getitem__(self, i: int) -> tuple[Any, Any]:
        x, y = self.base[i]
        return self.transform(x), y


@alternative
class PartByPart(TransformDataset):
    def __getitem__(self, i: int) -> tuple[Any, Any]:
        sample = self.base[i]
        return (self.transform(sample[0]), *sample[1:])


@alternative
class RangeChecked(TransformDataset):
    def __getitem__(self, i: int) -> tuple[Any, Any]:
        count = len(self)
        if not -count <= i < count:
            raise IndexError(f"no sample {i} among {count}")
        x, y = self.base[i % count]
        transformed = self.transform(x)
        return transformed, y


@alternative
class WithoutADatasetClass:
    def __init__(self, base: Dataset, transform: Callable[[Any], Any]) -> None:
        self.sample = lambda i: base[i]
        self.count = lambda: len(base)
        self.transform = transform

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, i: int) -> tuple[Any, Any]:
        x, y = self.sample(i)
        return self.transform(x), y


@misconception(
    en="All samples are transformed at once, in `__init__`: that takes the time and memory of the "
    "whole dataset up front, and a random transform is then frozen; transform in `__getitem__`.",
    zh="在 `__init__` 里就把所有样本一次变换完：一开始就要花掉整个数据集的时间和内存，"
    "随机变换也从此固定不变；应当在 `__getitem__` 里变换。",
)
class Eager(TransformDataset):
    def __init__(self, base: Dataset, transform: Callable[[Any], Any]) -> None:
        self.samples = [(transform(x), y) for x, y in base]

    def __len__(self) -> int:
        return len(self.samples)

    def __getitem__(self, i: int) -> tuple[Any, Any]:
        return self.samples[i]


@misconception(
    en="The first result is kept and handed out again, so a random transform gives the same in "
    "every epoch; transform anew each time.",
    zh="第一次的结果被存起来反复使用，随机变换在每一轮里就都一样了；应当每次重新变换。",
)
class Cached(TransformDataset):
    def __init__(self, base: Dataset, transform: Callable[[Any], Any]) -> None:
        super().__init__(base, transform)
        self.cache = {}

    def __getitem__(self, i: int) -> tuple[Any, Any]:
        if i not in self.cache:
            x, y = self.base[i]
            self.cache[i] = self.transform(x), y
        return self.cache[i]


@misconception(
    en="All of `base` is copied into a list in `__init__`, so a dataset that reads its files on "
    "demand is read in full before the first sample; ask `base` in `__getitem__`.",
    zh="`__init__` 把整个 `base` 复制成了列表；若 `base` 是用到才读文件的数据集，"
    "取第一个样本之前就全部读了一遍，应当在 `__getitem__` 里才向 `base` 要。",
)
class ReadAtOnce(TransformDataset):
    def __init__(self, base: Dataset, transform: Callable[[Any], Any]) -> None:
        super().__init__(list(base), transform)


@misconception(
    en="The label goes through the transform too; only the input does, the label stays what it is.",
    zh="标签也被变换了；只有输入要变换，标签应当保持原样。",
)
class LabelTransformed(TransformDataset):
    def __getitem__(self, i: int) -> tuple[Any, Any]:
        x, y = self.base[i]
        return self.transform(x), self.transform(y)


@misconception(
    en="The transform is given the whole sample, a tuple; take the sample apart and give it the "
    "input alone.",
    zh="把整个样本（一个元组）交给了变换；应当先拆开样本，只把输入交给它。",
)
class SampleTransformed(TransformDataset):
    def __getitem__(self, i: int) -> tuple[Any, Any]:
        return self.transform(self.base[i])


@misconception(
    en="The result is written back into the tensor of `base`, so the next time it is transformed "
    "once more; give out a new value and leave `base` alone.",
    zh="结果被写回了 `base` 的张量，下次取到时就又变换了一遍；应当返回新值，不要动 `base`。",
)
class WrittenBack(TransformDataset):
    def __getitem__(self, i: int) -> tuple[Any, Any]:
        x, y = self.base[i]
        x.copy_(self.transform(x))
        return x, y


@misconception(
    en="The transformed sample is stored in `base`, so the next time it is transformed once more, "
    "and not every dataset can be assigned to; only read from `base`.",
    zh="变换后的样本被存进了 `base`，下次取到时就又变换了一遍，而且并非每个数据集都能赋值；"
    "对 `base` 只应读取。",
)
class StoredInBase(TransformDataset):
    def __getitem__(self, i: int) -> tuple[Any, Any]:
        x, y = self.base[i]
        self.base[i] = self.transform(x), y
        return self.base[i]


@misconception(
    en="The label is lost: a sample is still a pair, the transformed input and its label.",
    zh="标签丢了：样本仍然是一对，即变换后的输入和它的标签。",
)
class LabelLost(TransformDataset):
    def __getitem__(self, i: int) -> Any:
        return self.transform(self.base[i][0])


@misconception(
    en="A sample is the tuple (transform(x), y), not a list of the two.",
    zh="一个样本是元组 (transform(x), y)，而不是由两者组成的列表。",
)
class SampleAsList(TransformDataset):
    def __getitem__(self, i: int) -> list[Any]:
        x, y = self.base[i]
        return [self.transform(x), y]


@misconception(
    en="The transform never runs: samples come out as `base` holds them.",
    zh="变换从未执行：取出的样本和 `base` 里的一模一样。",
)
class Untransformed(TransformDataset):
    def __getitem__(self, i: int) -> tuple[Any, Any]:
        return self.base[i]


@misconception(
    en="The index wraps around with `%`, so no index is ever outside and a `for` over the dataset "
    "never ends; hand the index to `base` as it is.",
    zh="用 `%` 让下标绕回来，就永远不会越界，对数据集的 `for` 循环也永远不结束；"
    "应当把下标原样交给 `base`。",
)
class Endless(TransformDataset):
    def __getitem__(self, i: int) -> tuple[Any, Any]:
        x, y = self.base[i % len(self)]
        return self.transform(x), y
