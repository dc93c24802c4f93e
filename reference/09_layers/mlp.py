"""The solutions of MLP: the reference, other right ones, and known mistakes."""

from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional

from autograder import alternative, misconception


class MLP(nn.Module):
    def __init__(self, sizes: list[int]) -> None:
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in pairwise(sizes))

    def forward(self, x: Tensor) -> Tensor:
        *hidden, last = self.layers
        for layer in hidden:
            x = torch.relu(layer(x))
        return last(x)


@alternative
class InASequence(nn.Module):
    def __init__(self, sizes: list[int]) -> None:
        super().__init__()
        steps: list[nn.Module] = []
        for a, b in pairwise(sizes):
            steps += [nn.Linear(a, b), nn.ReLU()]
        self.net = nn.Sequential(*steps[:-1])

    def forward(self, x: Tensor) -> Tensor:
        return self.net(x)


@alternative
class LastLayerFirst(nn.Module):
    def __init__(self, sizes: list[int]) -> None:
        super().__init__()
        self.out = nn.Linear(sizes[-2], sizes[-1])
        self.depth = len(sizes) - 2
        for i in range(self.depth):
            self.add_module(f"hidden{i}", nn.Linear(sizes[i], sizes[i + 1]))

    def forward(self, x: Tensor) -> Tensor:
        for i in range(self.depth):
            x = self.get_submodule(f"hidden{i}")(x).relu()
        return self.out(x)


@alternative
class BareParameters(nn.Module):
    def __init__(self, sizes: list[int]) -> None:
        super().__init__()
        pairs = list(pairwise(sizes))
        self.biases = nn.ParameterList(torch.zeros(b) for _, b in pairs)
        self.weights = nn.ParameterList(torch.randn(b, a) / a**0.5 for a, b in pairs)

    def forward(self, x: Tensor) -> Tensor:
        for i, (weight, bias) in enumerate(zip(self.weights, self.biases, strict=True)):
            x = functional.linear(functional.relu(x) if i else x, weight, bias)
        return x


@misconception(
    en="A Python list hides the layers: the model does not find their parameters, so they are "
    "neither trained nor saved; use nn.ModuleList or nn.Sequential.",
    zh="放在 Python 列表里的层，模型找不到它们的参数，既不会训练，也不会保存；"
    "应当用 nn.ModuleList 或 nn.Sequential。",
)
class PythonList(MLP):
    def __init__(self, sizes: list[int]) -> None:
        nn.Module.__init__(self)
        self.layers = [nn.Linear(a, b) for a, b in pairwise(sizes)]


@misconception(
    en="`[layer] * n` lists one and the same layer n times, so that they share their parameters; "
    "make a new layer for each place.",
    zh="`[layer] * n` 是把同一个层列了 n 次，它们共用同一份参数；每个位置都应当新建一个层。",
)
class OneLayerRepeated(MLP):
    def __init__(self, sizes: list[int]) -> None:
        super().__init__(sizes)
        made: dict[tuple[int, int], nn.Module] = {}
        for i, pair in enumerate(pairwise(sizes)):
            self.layers[i] = made.setdefault(pair, self.layers[i])


@misconception(
    en="The first layer is used again for all hidden ones, but the widths may change on the way; "
    "make each layer from its own two sizes.",
    zh="第一层被重复用作所有的隐藏层，可是中途宽度可能会变；每一层都应当按自己前后两个大小来创建。",
)
class FirstLayerMultiplied(nn.Module):
    def __init__(self, sizes: list[int]) -> None:
        super().__init__()
        hidden = [nn.Linear(sizes[0], sizes[1]), nn.ReLU()] * (len(sizes) - 2)
        self.net = nn.Sequential(*hidden, nn.Linear(sizes[-2], sizes[-1]))

    def forward(self, x: Tensor) -> Tensor:
        return self.net(x)


@misconception(
    en="The last layer is followed by ReLU too, so the model can never answer with a negative "
    "number; leave its output as it is.",
    zh="最后一层后面也加了 ReLU，模型就永远给不出负数；最后一层的输出应当保持原样。",
)
class ReluOnTheOutput(MLP):
    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(super().forward(x))


@misconception(
    en="Without ReLU between them all the layers together are no more than one linear layer; put "
    "one after each hidden layer.",
    zh="中间没有 ReLU，所有层合起来也只相当于一个线性层；每个隐藏层之后都应当有一个。",
)
class NoRelu(MLP):
    def forward(self, x: Tensor) -> Tensor:
        for layer in self.layers:
            x = layer(x)
        return x


@misconception(
    en="Only the first layer is followed by ReLU; every layer but the last should be.",
    zh="只有第一层后面有 ReLU；除最后一层外，每一层后面都应当有。",
)
class OneRelu(MLP):
    def forward(self, x: Tensor) -> Tensor:
        first, *rest = self.layers
        x = first(x)
        if rest:
            x = torch.relu(x)
        for layer in rest:
            x = layer(x)
        return x


@misconception(
    en="ReLU comes before each layer here, so the input loses its negative numbers; it belongs "
    "after each layer but the last.",
    zh="这里在每一层之前都做了 ReLU，输入中的负数就丢掉了；ReLU 应当放在除最后一层外的每一层之后。",
)
class ReluOnTheInput(MLP):
    def forward(self, x: Tensor) -> Tensor:
        return super().forward(torch.relu(x))


@misconception(
    en="Layers made in `forward` start anew at every call, and the model has no parameters to "
    "train; make them once, in `__init__`.",
    zh="在 `forward` 里创建层，每次调用都从头开始，模型也没有可训练的参数；"
    "应当在 `__init__` 里创建一次。",
)
class MadeInForward(nn.Module):
    def __init__(self, sizes: list[int]) -> None:
        super().__init__()
        self.sizes = sizes

    def forward(self, x: Tensor) -> Tensor:
        *hidden, last = [nn.Linear(a, b) for a, b in pairwise(self.sizes)]
        for layer in hidden:
            x = torch.relu(layer(x))
        return last(x)


@misconception(
    en="The last layer is missing: between the sizes there is one layer fewer than sizes, not two.",
    zh="少了最后一层：层数比 sizes 的个数少一，而不是少二。",
)
class LastLayerMissing(MLP):
    def __init__(self, sizes: list[int]) -> None:
        super().__init__(sizes)
        del self.layers[-1]

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.layers:
            x = torch.relu(layer(x))
        return x


@misconception(
    en="The layers have no bias, so zeros always give zeros; keep the bias of each layer.",
    zh="各层都没有偏置，输入全 0 时输出也总是 0；每一层都应当有偏置。",
)
class NoBias(MLP):
    def __init__(self, sizes: list[int]) -> None:
        super().__init__(sizes)
        for layer in self.layers:
            layer.register_parameter("bias", None)


@misconception(
    en="Setting layers before `super().__init__()` fails, as the module has no place for them yet; "
    "call it first.",
    zh="没有先调用 `super().__init__()`，模块还没有存放各层的地方，赋值就会出错；应当先调用它。",
)
class NoSuper(MLP):
    def __init__(self, sizes: list[int]) -> None:
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in pairwise(sizes))


@misconception(
    en="The zeros of the ReLU are made on the CPU, also where the model and `x` are on another "
    "device; make them with `device=x.device`, or use a ReLU that needs none.",
    zh="ReLU 用到的零总是建在 CPU 上，哪怕模型和 `x` 都在别的设备上；"
    "创建时要写明 `device=x.device`，或者改用不需要零张量的 ReLU。",
)
class ZerosOnCpu(MLP):
    def forward(self, x: Tensor) -> Tensor:
        *hidden, last = self.layers
        for layer in hidden:
            x = layer(x)
            x = torch.maximum(x, torch.zeros(x.shape))
        return last(x)
