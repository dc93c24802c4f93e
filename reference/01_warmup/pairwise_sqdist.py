"""The solutions of pairwise_sqdist: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor

from autograder import alternative, misconception

EQUIVALENT = {
    "return (y - x[:, None]).square().sum(dim=-1)": "a difference may be squared either way round",
}


def pairwise_sqdist(x: Tensor, y: Tensor) -> Tensor:
    return (x[:, None] - y).square().sum(dim=-1)


@alternative
def by_expansion(x: Tensor, y: Tensor) -> Tensor:
    return x.square().sum(1, keepdim=True) + y.square().sum(1) - 2 * x @ y.T


@alternative
def by_cdist(x: Tensor, y: Tensor) -> Tensor:
    return torch.cdist(x, y) ** 2


@alternative
def coordinates_first(x: Tensor, y: Tensor) -> Tensor:
    difference = x.T.unsqueeze(2) - y.T.unsqueeze(1)
    return torch.einsum("dnm,dnm->nm", difference, difference)


@misconception(
    en="The distances are right, but this loops over the points in Python; with an axis more for "
    "each set, broadcasting meets all the pairs at once.",
    zh="距离是对的，但这是在 Python 里逐点循环；让两组点各多一个轴，就能靠广播一次算出所有的点对。",
)
def loops_over_pairs(x: Tensor, y: Tensor) -> Tensor:
    table = torch.empty(len(x), len(y), dtype=x.dtype)
    for n in range(len(x)):
        for m in range(len(y)):
            table[n, m] = (x[n] - y[m]).square().sum()
    return table


@misconception(
    en="One of the two loops is gone, but the other one still goes through the points in Python; "
    "an axis more in `x` lets broadcasting do without it too.",
    zh="两重循环只去掉了一重，另一重仍在 Python 里逐点进行；"
    "给 `x` 再加一个轴，广播就能把它也省去。",
)
def loops_over_points(x: Tensor, y: Tensor) -> Tensor:
    return torch.stack([(point - y).square().sum(dim=-1) for point in x])


@misconception(
    en="`tolist` leaves torch for Python and copies number by number; let broadcasting meet all "
    "the pairs instead.",
    zh="`tolist` 离开 torch 回到了 Python，要逐个数地复制；应当靠广播算出所有的点对。",
)
def through_lists(x: Tensor, y: Tensor) -> Tensor:
    points, others = x.tolist(), y.tolist()
    table = [
        [sum((a - b) ** 2 for a, b in zip(point, other, strict=True)) for other in others]
        for point in points
    ]
    return torch.tensor(table, dtype=x.dtype)


@misconception(
    en="`x - y` meets each point of `x` with one point of `y` only, and fails where they are not "
    "as many; every pair needs an axis for x and another for y.",
    zh="`x - y` 只让 `x` 的每个点对上 `y` 的一个点，个数不同就会出错；"
    "要得到所有的点对，x 和 y 得各占一个轴。",
)
def row_by_row(x: Tensor, y: Tensor) -> Tensor:
    return (x - y).square().sum(dim=-1)


@misconception(
    en="Both got their new axis at the same place, so rows still meet rows only; put it behind the "
    "points of `x` and in front of those of `y`.",
    zh="两者的新轴加在了同一个位置，仍然只是逐行相对；"
    "`x` 的新轴要放在点的后面，`y` 的要放在点的前面。",
)
def same_new_axis(x: Tensor, y: Tensor) -> Tensor:
    return (x[:, None] - y[:, None]).square().sum(dim=-1)


@misconception(
    en="The points of `x` are compared with each other, which gives (N, N); the second set is `y`.",
    zh="这是拿 `x` 的点互相比较，得到 (N, N)；第二组点应当是 `y`。",
)
def within_x(x: Tensor, y: Tensor) -> Tensor:  # noqa: ARG001 - this is the mistake
    return (x[:, None] - x).square().sum(dim=-1)


@misconception(
    en="The new axis is that of the wrong set, so the table is (M, N): a row for each point of "
    "`y`; the rows belong to `x`.",
    zh="新轴加错了一方，得到的表是 (M, N)：每行对应 `y` 的一个点；行应当属于 `x`。",
)
def transposed(x: Tensor, y: Tensor) -> Tensor:
    return (x - y[:, None]).square().sum(dim=-1)


@misconception(
    en="The sum runs over the points of `y` instead of the coordinates; those lie along the last "
    "axis.",
    zh="求和沿的是 `y` 的点，而不是坐标；坐标在最后一个轴上。",
)
def summed_over_points(x: Tensor, y: Tensor) -> Tensor:
    return (x[:, None] - y).square().sum(dim=1)


@misconception(
    en="The square root is taken: these are distances; squared distances are asked for.",
    zh="这里开了平方根，得到的是距离；要的是距离的平方。",
)
def square_root(x: Tensor, y: Tensor) -> Tensor:
    return torch.cdist(x, y)


@misconception(
    en="The mean over the coordinates is D times too small; the squares are added up.",
    zh="对坐标取平均，结果小了 D 倍；应当把各个平方加起来。",
)
def averaged(x: Tensor, y: Tensor) -> Tensor:
    return (x[:, None] - y).square().mean(dim=-1)


@misconception(
    en="The differences are added up first and squared afterwards, so that they cancel out; square "
    "each one, then add.",
    zh="先把差加起来再平方，正负会互相抵消；应当先对每个差平方，再相加。",
)
def square_of_the_sum(x: Tensor, y: Tensor) -> Tensor:
    return (x[:, None] - y).sum(dim=-1).square()


@misconception(
    en="The absolute differences are added up; square them instead.",
    zh="加起来的是差的绝对值；应当用差的平方。",
)
def absolute_differences(x: Tensor, y: Tensor) -> Tensor:
    return (x[:, None] - y).abs().sum(dim=-1)


@misconception(
    en="In |x|² + |y|² - 2xy the product of the points counts twice; here it counts once.",
    zh="在 |x|² + |y|² - 2xy 里，两点的乘积要减两次；这里只减了一次。",
)
def product_once(x: Tensor, y: Tensor) -> Tensor:
    return x.square().sum(1, keepdim=True) + y.square().sum(1) - x @ y.T
