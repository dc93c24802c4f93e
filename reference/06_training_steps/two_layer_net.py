"""The solutions of TwoLayerNet: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from autograder import alternative, misconception

EQUIVALENT = {
    "return self.second(self.first(x).relu_())": "the hidden values belong to nobody else",
}


class TwoLayerNet(nn.Module):
    def __init__(self, d_in: int, d_h: int, d_out: int) -> None:
        super().__init__()
        self.first = nn.Linear(d_in, d_h)
        self.second = nn.Linear(d_h, d_out)

    def forward(self, x: Tensor) -> Tensor:
        return self.second(self.first(x).relu())


@alternative
class InSequence(nn.Module):
    def __init__(self, d_in: int, d_h: int, d_out: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(d_in, d_h), nn.ReLU(), nn.Linear(d_h, d_out))

    def forward(self, x: Tensor) -> Tensor:
        return self.layers(x)


@alternative
class SecondMadeFirst(nn.Module):
    def __init__(self, d_in: int, d_h: int, d_out: int) -> None:
        super().__init__()
        self.layers = nn.ModuleDict({"out": nn.Linear(d_h, d_out), "in": nn.Linear(d_in, d_h)})

    def forward(self, x: Tensor) -> Tensor:
        hidden = self.layers["in"](x)
        hidden[hidden < 0] = 0
        return self.layers["out"](hidden)


@alternative
class ByParameters(nn.Module):
    def __init__(self, d_in: int, d_h: int, d_out: int) -> None:
        super().__init__()
        self.w1 = nn.Parameter(torch.randn(d_h, d_in))
        self.b1 = nn.Parameter(torch.zeros(d_h))
        self.w2 = nn.Parameter(torch.randn(d_out, d_h))
        self.b2 = nn.Parameter(torch.zeros(d_out))

    def forward(self, x: Tensor) -> Tensor:
        return torch.clamp(x @ self.w1.T + self.b1, min=0) @ self.w2.T + self.b2


@misconception(
    en="The zeros of the ReLU are made on the CPU, also where the model and `x` are on another "
    "device; make them with `device=x.device`, or use a ReLU that needs none.",
    zh="ReLU 用到的零总是建在 CPU 上，哪怕模型和 `x` 都在别的设备上；"
    "创建时要写明 `device=x.device`，或者改用不需要零张量的 ReLU。",
)
class ZerosOnCpu(TwoLayerNet):
    def forward(self, x: Tensor) -> Tensor:
        hidden = self.first(x)
        return self.second(torch.maximum(hidden, torch.zeros(hidden.shape)))


@misconception(
    en="`nn.Module` sets up its books in its own `__init__`, which is never called here, so no "
    "layer can be entered; call `super().__init__()` first.",
    zh="`nn.Module` 要在自己的 `__init__` 里做好登记的准备，这里却从没调用它，"
    "所以一层也登记不上；应当先调用 `super().__init__()`。",
)
class NotSetUp(nn.Module):
    def __init__(self, d_in: int, d_h: int, d_out: int) -> None:
        self.first = nn.Linear(d_in, d_h)
        self.second = nn.Linear(d_h, d_out)

    def forward(self, x: Tensor) -> Tensor:
        return self.second(self.first(x).relu())


@misconception(
    en="Layers that are made in `forward` are new and random at every call, and the model has no "
    "parameters to train; make them once, in `__init__`.",
    zh="在 `forward` 里新建的层每次调用都是随机的新层，模型也没有可以训练的参数；"
    "应当在 `__init__` 里只建一次。",
)
class MadeInForward(nn.Module):
    def __init__(self, d_in: int, d_h: int, d_out: int) -> None:
        super().__init__()
        self.sizes = d_in, d_h, d_out

    def forward(self, x: Tensor) -> Tensor:
        d_in, d_h, d_out = self.sizes
        first = nn.Linear(d_in, d_h)
        second = nn.Linear(d_h, d_out)
        return second(first(x).relu())


@misconception(
    en="A plain list hides its layers: `parameters()` does not find them, and no optimiser will "
    "train them; assign each layer to an attribute, or take a container of `nn`.",
    zh="普通列表会把里面的层藏起来：`parameters()` 找不到，优化器也就训练不到；"
    "应当把每一层赋给一个属性，或者用 `nn` 提供的容器。",
)
class PlainList(nn.Module):
    def __init__(self, d_in: int, d_h: int, d_out: int) -> None:
        super().__init__()
        self.layers = [nn.Linear(d_in, d_h), nn.Linear(d_h, d_out)]

    def forward(self, x: Tensor) -> Tensor:
        return self.layers[1](self.layers[0](x).relu())


@misconception(
    en="`detach` between the layers cuts the graph, so the first layer gets no gradient and never "
    "learns; pass the hidden values on as they are.",
    zh="两层之间的 `detach` 切断了计算图，第一层得不到梯度，永远学不到东西；"
    "应当把隐藏值原样传下去。",
)
class Detached(TwoLayerNet):
    def forward(self, x: Tensor) -> Tensor:
        return self.second(self.first(x).detach().relu())


@misconception(
    en="Under `no_grad` nothing of `forward` is recorded, and there is nothing to go backward "
    "through; whoever wants no graph switches it off outside of the model.",
    zh="在 `no_grad` 里，`forward` 的计算全都没有记录，无法反向传播；"
    "不需要计算图时，应当由使用模型的人在外面关掉。",
)
class NotRecorded(TwoLayerNet):
    @torch.no_grad()
    def forward(self, x: Tensor) -> Tensor:
        return self.second(self.first(x).relu())


@misconception(
    en="Nothing stands between the layers, and two linear layers in a row are just one linear map; "
    "the ReLU goes between them.",
    zh="两层之间什么也没有，而两个线性层相连仍只是一个线性映射；中间应当有 ReLU。",
)
class WithoutRelu(TwoLayerNet):
    def forward(self, x: Tensor) -> Tensor:
        return self.second(self.first(x))


@misconception(
    en="The ReLU behind the last layer makes all outputs 0 or more, so the model can never predict "
    "a negative number; it belongs between the layers only.",
    zh="最后一层之后的 ReLU 让所有输出都不小于 0，模型永远预测不出负数；它只应放在两层之间。",
)
class ReluOnOutput(TwoLayerNet):
    def forward(self, x: Tensor) -> Tensor:
        return self.second(self.first(x).relu()).relu()


@misconception(
    en="`nn.ReLU(h)` builds a layer, with `h` taken for one of its options; make the layer, then "
    "call it, or use a function.",
    zh="`nn.ReLU(h)` 是在新建一个层，`h` 被当成了它的选项；应当先建好层再调用它，或者使用函数。",
)
class LayerNotCalled(TwoLayerNet):
    def forward(self, x: Tensor) -> Tensor:
        return self.second(nn.ReLU(self.first(x)))


@misconception(
    en="Without their biases the layers map 0 to 0, whatever they learn; a linear layer has one "
    "unless it is told otherwise, so leave it.",
    zh="没有偏置，不管学到什么，这两层都只会把 0 映射到 0；线性层默认就带偏置，不要去掉。",
)
class WithoutBias(TwoLayerNet):
    def __init__(self, d_in: int, d_h: int, d_out: int) -> None:
        super().__init__(d_in, d_h, d_out)
        self.first = nn.Linear(d_in, d_h, bias=False)
        self.second = nn.Linear(d_h, d_out, bias=False)


@misconception(
    en="`nn.Linear` takes the size that comes in first and the size that goes out second; here "
    "they stand the other way round.",
    zh="`nn.Linear` 的参数先是输入大小，后是输出大小；这里写反了。",
)
class SizesSwapped(TwoLayerNet):
    def __init__(self, d_in: int, d_h: int, d_out: int) -> None:
        super().__init__(d_in, d_h, d_out)
        self.first = nn.Linear(d_h, d_in)
        self.second = nn.Linear(d_out, d_h)


@misconception(
    en="The ReLU works in place, on the caller's own batch, before the first layer; it belongs "
    "behind that layer, on its result.",
    zh="ReLU 用在了第一层之前，还就地改动了调用者的批次；"
    "它应当放在第一层之后，作用于那一层的结果。",
)
class ReluOnInput(TwoLayerNet):
    def forward(self, x: Tensor) -> Tensor:
        return self.second(self.first(functional.relu(x.detach(), inplace=True)))
