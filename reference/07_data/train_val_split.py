"""The solutions of train_val_split: the reference, other right ones, and known mistakes."""

import math
import random

import numpy as np
import torch
from torch.utils.data import Dataset, Subset, random_split

from autograder import alternative, misconception

EQUIVALENT = {
    "order = torch.randperm(len(ds), generator=generator)": "a Subset takes a tensor of indices",
}


def train_val_split(ds: Dataset, val_frac: float, seed: int) -> tuple[Subset, Subset]:
    generator = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(ds), generator=generator).tolist()
    val_size = int(len(ds) * val_frac)
    return Subset(ds, order[val_size:]), Subset(ds, order[:val_size])


@alternative
def by_random_split(ds: Dataset, val_frac: float, seed: int) -> tuple[Subset, Subset]:
    val_size = int(len(ds) * val_frac)
    sizes = [len(ds) - val_size, val_size]
    return tuple(random_split(ds, sizes, generator=torch.Generator().manual_seed(seed)))


@alternative
def by_numpy_and_in_order(ds: Dataset, val_frac: float, seed: int) -> tuple[Subset, Subset]:
    n = len(ds)
    chosen = np.random.default_rng(seed).choice(n, int(n * val_frac), replace=False)
    in_val = np.isin(np.arange(n), chosen)
    return Subset(ds, np.flatnonzero(~in_val)), Subset(ds, np.flatnonzero(in_val))


@alternative
def of_a_shuffled_subset(ds: Dataset, val_frac: float, seed: int) -> tuple[Subset, Subset]:
    order = list(range(len(ds)))
    random.Random(seed).shuffle(order)  # noqa: S311 - no secret is made
    shuffled = Subset(ds, order)
    cut = len(ds) - int(len(ds) * val_frac)
    return Subset(shuffled, range(cut)), Subset(shuffled, range(cut, len(ds)))


@misconception(
    en="The samples are cut in their order, so of data that is sorted by class one part gets whole "
    "classes and the other none of them; shuffle the indices first.",
    zh="样本按原来的次序一刀切开：如果数据按类别排序，某些类别就只出现在其中一部分；"
    "应当先打乱下标。",
)
def unshuffled(
    ds: Dataset,
    val_frac: float,
    seed: int,  # noqa: ARG001 - this is the mistake
) -> tuple[Subset, Subset]:
    train_size = len(ds) - int(len(ds) * val_frac)
    return Subset(ds, range(train_size)), Subset(ds, range(train_size, len(ds)))


@misconception(
    en="Each part is cut from a permutation of its own, so some samples are in both parts and some "
    "in none; draw one permutation and cut it in two.",
    zh="两部分各用了一个随机排列，于是有的样本两边都有，有的两边都没有；"
    "应当只生成一个排列，再一分为二。",
)
def two_permutations(ds: Dataset, val_frac: float, seed: int) -> tuple[Subset, Subset]:
    generator = torch.Generator().manual_seed(seed)
    n = len(ds)
    val_size = int(n * val_frac)
    train = torch.randperm(n, generator=generator)[: n - val_size].tolist()
    val = torch.randperm(n, generator=generator)[n - val_size :].tolist()
    return Subset(ds, train), Subset(ds, val)


@misconception(
    en="`torch.manual_seed` resets the random state of the whole program, and all that is drawn "
    "later changes with the split; give the permutation a generator of its own.",
    zh="`torch.manual_seed` 会重置整个程序的随机状态，之后的随机数都会因这次划分而改变；"
    "应当给随机排列一个自己的生成器。",
)
def global_seed(ds: Dataset, val_frac: float, seed: int) -> tuple[Subset, Subset]:
    torch.manual_seed(seed)
    val_size = int(len(ds) * val_frac)
    train, val = random_split(ds, [len(ds) - val_size, val_size])
    return train, val


@misconception(
    en="`np.random.seed` resets NumPy's random state for the whole program; use a generator that "
    "belongs to this split alone.",
    zh="`np.random.seed` 会重置整个程序里 NumPy 的随机状态；应当使用只属于这次划分的生成器。",
)
def global_numpy_seed(ds: Dataset, val_frac: float, seed: int) -> tuple[Subset, Subset]:
    np.random.seed(seed % 2**32)  # noqa: NPY002 - this is the mistake
    order = np.random.permutation(len(ds)).tolist()  # noqa: NPY002 - this is the mistake
    val_size = int(len(ds) * val_frac)
    return Subset(ds, order[val_size:]), Subset(ds, order[:val_size])


@misconception(
    en="`random.seed` resets Python's random state for the whole program; use a generator that "
    "belongs to this split alone.",
    zh="`random.seed` 会重置整个程序里 Python 的随机状态；应当使用只属于这次划分的生成器。",
)
def global_python_seed(ds: Dataset, val_frac: float, seed: int) -> tuple[Subset, Subset]:
    random.seed(seed)
    order = random.sample(range(len(ds)), len(ds))
    val_size = int(len(ds) * val_frac)
    return Subset(ds, order[val_size:]), Subset(ds, order[:val_size])


@misconception(
    en="The seed is never used: the split is drawn from the global random state and is another one "
    "in every run; seed a generator and draw from that.",
    zh="种子没有用上：划分来自全局随机状态，每次运行都不一样；"
    "应当用种子设好一个生成器，再从它抽取。",
)
def seed_forgotten(
    ds: Dataset,
    val_frac: float,
    seed: int,  # noqa: ARG001 - this is the mistake
) -> tuple[Subset, Subset]:
    val_size = int(len(ds) * val_frac)
    train, val = random_split(ds, [len(ds) - val_size, val_size])
    return train, val


@misconception(
    en="The generator always starts from the same number, so every seed gives the same split; "
    "start it from `seed`.",
    zh="生成器总是从同一个数开始，所以不论种子是几，划分都一样；应当从 `seed` 开始。",
)
def seed_fixed(
    ds: Dataset,
    val_frac: float,
    seed: int,  # noqa: ARG001 - this is the mistake
) -> tuple[Subset, Subset]:
    return train_val_split(ds, val_frac, 0)


@misconception(
    en="The two parts are the wrong way round: `val_frac` is the share of the second part, the one "
    "for validation.",
    zh="两部分放反了：`val_frac` 是第二部分，也就是验证集所占的比例。",
)
def parts_swapped(ds: Dataset, val_frac: float, seed: int) -> tuple[Subset, Subset]:
    train, val = train_val_split(ds, val_frac, seed)
    return val, train


@misconception(
    en="The size of val is rounded to the nearest number; it is int(n * val_frac), which cuts the "
    "fraction off.",
    zh="验证集的大小用了四舍五入；应当是 int(n * val_frac)，即舍去小数部分。",
)
def size_rounded(ds: Dataset, val_frac: float, seed: int) -> tuple[Subset, Subset]:
    return train_val_split(ds, (math.floor(len(ds) * val_frac + 0.5) + 0.5) / len(ds), seed)


@misconception(
    en="The size of train is cut to a whole number and val gets the rest, one sample too many; it "
    "is val that has int(n * val_frac).",
    zh="对训练集的大小取整，剩下的归验证集，于是验证集多了一个样本；"
    "大小为 int(n * val_frac) 的应当是验证集。",
)
def train_size_cut(ds: Dataset, val_frac: float, seed: int) -> tuple[Subset, Subset]:
    val_size = len(ds) - int(len(ds) * (1 - val_frac))
    return train_val_split(ds, (val_size + 0.5) / len(ds), seed)


@misconception(
    en="The samples for validation stay in the training part as well, so the model is judged by "
    "what it has seen; take them out.",
    zh="用于验证的样本也留在训练集里，模型就是用见过的数据来评判的；应当把它们从训练集中去掉。",
)
def val_kept_in_train(ds: Dataset, val_frac: float, seed: int) -> tuple[Subset, Subset]:
    _, val = train_val_split(ds, val_frac, seed)
    train, _ = train_val_split(ds, 0.0, seed)
    return train, val


@misconception(
    en="`randint` draws with replacement: some samples come twice and others not at all; a "
    "permutation has each index once.",
    zh="`randint` 是有放回地抽取：有的样本出现两次，有的一次也没有；"
    "随机排列里每个下标恰好出现一次。",
)
def with_replacement(ds: Dataset, val_frac: float, seed: int) -> tuple[Subset, Subset]:
    n = len(ds)
    generator = torch.Generator().manual_seed(seed)
    order = torch.randint(0, n, (n,), generator=generator).tolist()
    val_size = int(n * val_frac)
    return Subset(ds, order[val_size:]), Subset(ds, order[:val_size])


@misconception(
    en="Each sample is given to a part by a throw of its own, so the sizes are right only on "
    "average; cut a permutation at the exact place.",
    zh="每个样本各自抽签决定去哪一部分，大小只在平均意义上正确；"
    "应当在确切的位置把一个随机排列切开。",
)
def sizes_by_chance(ds: Dataset, val_frac: float, seed: int) -> tuple[Subset, Subset]:
    generator = torch.Generator().manual_seed(seed)
    in_val = torch.rand(len(ds), generator=generator) < val_frac
    train, val = (~in_val).nonzero().flatten(), in_val.nonzero().flatten()
    return Subset(ds, train.tolist()), Subset(ds, val.tolist())


@misconception(
    en="Lists of samples are returned: all of the dataset is read at once; a Subset only keeps the "
    "indices, and reads when asked.",
    zh="返回的是样本列表，整个数据集一下子就被读完了；Subset 只保存下标，用到时才读取。",
)
def lists_of_samples(ds: Dataset, val_frac: float, seed: int) -> tuple[list, list]:
    train, val = train_val_split(ds, val_frac, seed)
    return [train[k] for k in range(len(train))], [val[k] for k in range(len(val))]
