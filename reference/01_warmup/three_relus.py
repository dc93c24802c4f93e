"""The solutions of three_relus: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from autograder import alternative, misconception

Three = tuple[Tensor, Tensor, Tensor]
EQUIVALENT = {
    "return (nn.ReLU()(x), torch.relu(x), F.relu(x))": "all three are the same tensor",
    "return (torch.relu(x), F.relu(x), nn.ReLU()(x))": "all three are the same tensor",
}


def three_relus(x: Tensor) -> Three:
    return torch.relu(x), nn.ReLU()(x), F.relu(x)


@alternative
def in_place_on_copies(x: Tensor) -> Three:
    layer = nn.ReLU(inplace=True)
    return x.relu(), layer(x.clone()), F.relu(x.clone(), inplace=True)


@alternative
def computed_once(x: Tensor) -> Three:
    y = x.clamp(min=0)
    return y, y, y


@alternative
def by_hand(x: Tensor) -> Three:
    y = torch.where(x > 0, x, torch.zeros_like(x))
    return torch.maximum(x, torch.zeros_like(x)), nn.Sequential(nn.ReLU())(x), y


@misconception(
    en="An `nn.ReLU` stands where a tensor should: `nn.ReLU(...)` only builds a layer; make the "
    "layer first, without `x`, then call it with `x`.",
    zh="该放张量的地方放了一个 `nn.ReLU`：`nn.ReLU(...)` 只是造出一个层；"
    "要先造好这个层（不用传 `x`），再用 `x` 去调用它。",
)
def layer_only_built(x: Tensor) -> Three:
    return torch.relu(x), nn.ReLU(x), F.relu(x)  # type: ignore[return-value, arg-type]


@misconception(
    en="`nn.ReLU(x)` takes `x` for its option `inplace`, which is no truth value; make the layer "
    "without `x`, and give `x` to the layer.",
    zh="`nn.ReLU(x)` 把 `x` 当成了选项 `inplace`，而它并不是真假值；"
    "造层时不要传 `x`，把 `x` 交给造好的层。",
)
def taken_for_the_option(x: Tensor) -> Three:
    return torch.relu(x), nn.ReLU(x)(x), F.relu(x)  # type: ignore[arg-type]


@misconception(
    en="`relu_`, or `inplace=True`, writes into `x` itself, so the caller's numbers are gone; use "
    "the form that makes a new tensor.",
    zh="`relu_` 或 `inplace=True` 会直接改写 `x`，调用者原来的数就没了；"
    "应当用会新建张量的那种写法。",
)
def in_place(x: Tensor) -> Three:
    return torch.relu(x), nn.ReLU()(x), F.relu(x, inplace=True)


@misconception(
    en="One tensor comes back; three are asked for, one by each route, in a tuple.",
    zh="只返回了一个张量；要的是三个，每条途径各一个，放在元组里。",
)
def one_only(x: Tensor) -> Three:
    return F.relu(nn.ReLU()(torch.relu(x)))  # type: ignore[return-value]


@misconception(
    en="The three are joined into one tensor with an axis more; return them side by side, as a "
    "tuple.",
    zh="三个结果被拼成了一个张量，多出一个轴；应当作为元组并排返回。",
)
def stacked(x: Tensor) -> Three:
    return torch.stack([torch.relu(x), nn.ReLU()(x), F.relu(x)])  # type: ignore[return-value]


@misconception(
    en="The three stand in a list; return a tuple.",
    zh="三个结果放在了列表里；应当返回元组。",
)
def as_list(x: Tensor) -> Three:
    return [torch.relu(x), nn.ReLU()(x), F.relu(x)]  # type: ignore[return-value]


@misconception(
    en="The sign is dropped, so -2 becomes 2; ReLU turns what is negative into 0.",
    zh="这是去掉符号，-2 变成了 2；ReLU 是把负数变成 0。",
)
def absolute(x: Tensor) -> Three:
    return x.abs(), x.abs(), x.abs()
