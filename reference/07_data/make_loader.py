"""The solutions of make_loader: the reference, other right ones, and known mistakes."""

import torch
from torch.utils.data import (
    BatchSampler,
    DataLoader,
    Dataset,
    RandomSampler,
    SequentialSampler,
    Subset,
    SubsetRandomSampler,
)

from autograder import alternative, misconception


def make_loader(ds: Dataset, batch_size: int, train: bool, seed: int) -> DataLoader:
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(ds, batch_size, shuffle=train, drop_last=train, generator=generator)


@alternative
def two_kinds_of_loader(ds: Dataset, batch_size: int, train: bool, seed: int) -> DataLoader:
    if not train:
        return DataLoader(ds, batch_size=batch_size)
    generator = torch.Generator()
    generator.manual_seed(seed + 1)
    sampler = RandomSampler(ds, generator=generator)
    return DataLoader(ds, batch_size=batch_size, sampler=sampler, drop_last=True)


@alternative
def by_batch_sampler(ds: Dataset, batch_size: int, train: bool, seed: int) -> DataLoader:
    generator = torch.Generator().manual_seed(seed)
    order = SubsetRandomSampler(range(len(ds)), generator) if train else SequentialSampler(ds)
    return DataLoader(ds, batch_sampler=BatchSampler(order, batch_size, drop_last=train))


class Orders:
    """Orders from a permutation of their own for each epoch."""

    def __init__(self, n: int, seed: int) -> None:
        self.n, self.seed, self.epoch = n, seed, 0

    def __iter__(self):
        self.epoch += 1
        generator = torch.Generator().manual_seed(1000 * self.seed + self.epoch)
        yield from torch.randperm(self.n, generator=generator).tolist()

    def __len__(self) -> int:
        return self.n


@alternative
def by_own_sampler(ds: Dataset, batch_size: int, train: bool, seed: int) -> DataLoader:
    sampler = Orders(len(ds), seed) if train else None
    return DataLoader(ds, batch_size, sampler=sampler, drop_last=train)


@misconception(
    en="The samples are shuffled for validation too; only training calls for a random order.",
    zh="验证时也打乱了样本；只有训练才需要随机次序。",
)
def always_shuffled(ds: Dataset, batch_size: int, train: bool, seed: int) -> DataLoader:
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(ds, batch_size, shuffle=True, drop_last=train, generator=generator)


@misconception(
    en="The samples are never shuffled, so in training the model meets them in the same order in "
    "every epoch; shuffle for training.",
    zh="样本从未打乱，训练时模型每一轮看到的次序都一样；训练时应当打乱。",
)
def never_shuffled(
    ds: Dataset,
    batch_size: int,
    train: bool,
    seed: int,  # noqa: ARG001 - this is the mistake
) -> DataLoader:
    return DataLoader(ds, batch_size, drop_last=train)


@misconception(
    en="The last, smaller batch is dropped in validation too, so its samples are never judged; "
    "drop it in training only.",
    zh="验证时也丢掉了最后那个较小的批次，其中的样本就从未被评判；只有训练时才应当丢掉。",
)
def always_dropped(ds: Dataset, batch_size: int, train: bool, seed: int) -> DataLoader:
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(ds, batch_size, shuffle=train, drop_last=True, generator=generator)


@misconception(
    en="The last, smaller batch is kept in training too; every training batch has batch_size "
    "samples, so tell the loader to drop it.",
    zh="训练时也保留了最后那个较小的批次；训练的每个批次都应有 batch_size 个样本，"
    "要让加载器丢掉它。",
)
def never_dropped(ds: Dataset, batch_size: int, train: bool, seed: int) -> DataLoader:
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(ds, batch_size, shuffle=train, generator=generator)


@misconception(
    en="The seed is never used: the order is drawn from the global random state and is another one "
    "in every run; give the loader a generator that starts from the seed.",
    zh="种子没有用上：次序来自全局随机状态，每次运行都不一样；应当给加载器一个用种子设定的生成器。",
)
def no_generator(
    ds: Dataset,
    batch_size: int,
    train: bool,
    seed: int,  # noqa: ARG001 - this is the mistake
) -> DataLoader:
    return DataLoader(ds, batch_size, shuffle=train, drop_last=train)


@misconception(
    en="`torch.manual_seed` resets the random state of the whole program, and the order, drawn "
    "only when the loader is walked through, still depends on what was drawn in between; give the "
    "loader a generator of its own.",
    zh="`torch.manual_seed` 会重置整个程序的随机状态，而次序要到遍历时才抽取，"
    "仍会受中间抽过的随机数影响；应当给加载器一个自己的生成器。",
)
def global_seed(ds: Dataset, batch_size: int, train: bool, seed: int) -> DataLoader:
    torch.manual_seed(seed)
    return DataLoader(ds, batch_size, shuffle=train, drop_last=train)


@misconception(
    en="A new generator always starts from the same number, so every seed gives the same orders; "
    "start it from `seed`.",
    zh="新建的生成器总是从同一个数开始，所以不论种子是几，次序都一样；应当从 `seed` 开始。",
)
def generator_unseeded(
    ds: Dataset,
    batch_size: int,
    train: bool,
    seed: int,  # noqa: ARG001 - this is the mistake
) -> DataLoader:
    generator = torch.Generator()
    return DataLoader(ds, batch_size, shuffle=train, drop_last=train, generator=generator)


@misconception(
    en="The order is drawn once and then used in every epoch; let the loader shuffle, which does "
    "it anew each time.",
    zh="次序只抽取了一次，之后每一轮都用同一个；应当让加载器来打乱，它每一轮都会重新打乱。",
)
def order_frozen(ds: Dataset, batch_size: int, train: bool, seed: int) -> DataLoader:
    if not train:
        return DataLoader(ds, batch_size)
    order = torch.randperm(len(ds), generator=torch.Generator().manual_seed(seed)).tolist()
    return DataLoader(Subset(ds, order), batch_size, drop_last=True)


@misconception(
    en="It is the wrong way round: shuffled for validation, in order for training.",
    zh="弄反了：验证时打乱，训练时反而按原来的次序。",
)
def turned_around(ds: Dataset, batch_size: int, train: bool, seed: int) -> DataLoader:
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(ds, batch_size, shuffle=not train, drop_last=not train, generator=generator)


@misconception(
    en="`batch_size` is not handed on, so the loader gives batches of one; pass it to the loader.",
    zh="没有把 `batch_size` 传下去，加载器给出的批次都只有一个样本；应当把它交给加载器。",
)
def batch_size_forgotten(
    ds: Dataset,
    batch_size: int,  # noqa: ARG001 - this is the mistake
    train: bool,
    seed: int,
) -> DataLoader:
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(ds, shuffle=train, drop_last=train, generator=generator)


@misconception(
    en="A list of batches is returned: they are all made at once and never shuffled again; return "
    "the loader itself.",
    zh="返回的是批次列表：所有批次一次做完，之后不会再打乱；应当返回加载器本身。",
)
def list_of_batches(ds: Dataset, batch_size: int, train: bool, seed: int) -> list:
    return list(make_loader(ds, batch_size, train, seed))
