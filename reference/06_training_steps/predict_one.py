"""The solutions of predict_one: the reference, other right ones, and known mistakes."""

import copy

import torch
from torch import Tensor, nn

from autograder import alternative, misconception

EQUIVALENT = {
    "return model(x.unsqueeze(0)).squeeze_(0)": "the model's output belongs to nobody else",
}


def predict_one(model: nn.Module, x: Tensor) -> Tensor:
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    try:
        with torch.no_grad():
            return model(x.unsqueeze(0)).squeeze(0)
    finally:
        for module, mode in modes:
            module.training = mode


@alternative
def from_the_top_down(model: nn.Module, x: Tensor) -> Tensor:
    modes = {module: module.training for module in model.modules()}
    try:
        with torch.inference_mode():
            (prediction,) = model.eval()(x[None])
    finally:
        for module, mode in modes.items():
            module.train(mode)
    return prediction


@alternative
def by_a_copy(model: nn.Module, x: Tensor) -> Tensor:
    twin = copy.deepcopy(model).eval()
    return twin(x.unsqueeze(0))[0].detach()


@alternative
def only_those_that_train(model: nn.Module, x: Tensor) -> Tensor:
    training = [module for module in model.modules() if module.training]
    for module in training:
        module.training = False
    try:
        return model(x.detach().expand(1, *x.shape)).detach()[0]
    finally:
        for module in training:
            module.training = True


@misconception(
    en="`no_grad` only stops the recording; dropout and batch norm still do what they do in "
    "training, and it is `eval` that tells them otherwise.",
    zh="`no_grad` 只是不再记录计算图，dropout 和 batch norm 仍在照训练时那样工作；"
    "让它们改变做法的是 `eval`。",
)
def no_grad_for_eval(model: nn.Module, x: Tensor) -> Tensor:
    with torch.no_grad():
        return model(x.unsqueeze(0)).squeeze(0)


@misconception(
    en="The model is left in eval mode, and whoever goes on training it does so without dropout "
    "and with frozen statistics; put each module's mode back.",
    zh="模型被留在了评估模式，接下来的训练就没有了 dropout，统计量也不再更新；"
    "应当把每个模块的模式恢复原样。",
)
def left_in_eval(model: nn.Module, x: Tensor) -> Tensor:
    model.eval()
    with torch.no_grad():
        return model(x.unsqueeze(0)).squeeze(0)


@misconception(
    en="The model ends up in train mode, even if it came in eval mode; remember which it was, and "
    "put that back.",
    zh="模型最后总是处于训练模式，哪怕它来的时候是评估模式；应当先记住原来的模式，再恢复它。",
)
def always_back_to_train(model: nn.Module, x: Tensor) -> Tensor:
    model.eval()
    try:
        with torch.no_grad():
            return model(x.unsqueeze(0)).squeeze(0)
    finally:
        model.train()


@misconception(
    en="`model.train(mode)` sets every module to the mode of the model itself, and a layer that "
    "was frozen in eval mode is thawed; remember the mode of each module.",
    zh="`model.train(mode)` 会把所有模块都设成模型自己的模式，"
    "原本冻结在评估模式的层就被解冻了；应当记住每个模块各自的模式。",
)
def own_mode_only(model: nn.Module, x: Tensor) -> Tensor:
    mode = model.training
    model.eval()
    try:
        with torch.no_grad():
            return model(x.unsqueeze(0)).squeeze(0)
    finally:
        model.train(mode)


@misconception(
    en="Where the model raises an exception, the lines behind the call are never reached and the "
    "modes are not put back; do that in `finally`.",
    zh="模型抛出异常时，调用之后的几行不会执行，模式也就没有恢复；应当放在 `finally` 里恢复。",
)
def not_after_an_error(model: nn.Module, x: Tensor) -> Tensor:
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    with torch.no_grad():
        prediction = model(x.unsqueeze(0)).squeeze(0)
    for module, mode in modes:
        module.training = mode
    return prediction


@misconception(
    en="Assigning to `training` reaches the model itself and none of the modules inside it; "
    "`eval` goes through all of them.",
    zh="给 `training` 赋值只影响模型自己，管不到内部的任何模块；`eval` 会把它们全部切换。",
)
def flag_of_the_model_only(model: nn.Module, x: Tensor) -> Tensor:
    mode = model.training
    model.training = False
    try:
        with torch.no_grad():
            return model(x.unsqueeze(0)).squeeze(0)
    finally:
        model.training = mode


@misconception(
    en="Without a batch axis the model takes the sample's first axis for the batch; put the sample "
    "into a batch of one first.",
    zh="没有批次轴，模型就会把样本的第一个轴当成批次；应当先把样本放进大小为 1 的批次。",
)
def without_batch_axis(model: nn.Module, x: Tensor) -> Tensor:
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    try:
        with torch.no_grad():
            return model(x)
    finally:
        for module, mode in modes:
            module.training = mode


@misconception(
    en="The prediction still has the batch axis; take the one prediction out of the batch.",
    zh="预测结果还带着批次轴；应当把那唯一的一个预测取出来。",
)
def batch_axis_left(model: nn.Module, x: Tensor) -> Tensor:
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    try:
        with torch.no_grad():
            return model(x.unsqueeze(0))
    finally:
        for module, mode in modes:
            module.training = mode


@misconception(
    en="`squeeze()` without an axis removes every axis of size 1, also those of the prediction; "
    "name the batch axis.",
    zh="不带参数的 `squeeze()` 会去掉所有大小为 1 的轴，连预测自己的也不放过；应当指明批次轴。",
)
def squeezed_all(model: nn.Module, x: Tensor) -> Tensor:
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    try:
        with torch.no_grad():
            return model(x.unsqueeze(0)).squeeze()
    finally:
        for module, mode in modes:
            module.training = mode


@misconception(
    en="`eval` does not stop the recording: a graph hangs on the prediction and keeps memory; that "
    "takes `no_grad`.",
    zh="`eval` 不会停止记录：预测结果后面还拖着计算图，占着内存；要靠 `no_grad` 才不记录。",
)
def graph_kept(model: nn.Module, x: Tensor) -> Tensor:
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    try:
        return model(x.unsqueeze(0)).squeeze(0)
    finally:
        for module, mode in modes:
            module.training = mode


@misconception(
    en="Autograd is switched off for good, for the whole program; a `with` block switches it on "
    "again at its end.",
    zh="自动求导被永久关掉了，影响整个程序；用 `with` 语句块，结束时会自动恢复。",
)
def autograd_left_off(model: nn.Module, x: Tensor) -> Tensor:
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    torch.set_grad_enabled(mode=False)
    try:
        return model(x.unsqueeze(0)).squeeze(0)
    finally:
        for module, mode in modes:
            module.training = mode


@misconception(
    en="The parameters are frozen so that nothing is recorded, and the model cannot be trained "
    "any more; leave `requires_grad` alone and use `no_grad`.",
    zh="为了不记录计算图而冻结了参数，模型从此无法训练；"
    "不要动 `requires_grad`，用 `no_grad` 即可。",
)
def parameters_frozen(model: nn.Module, x: Tensor) -> Tensor:
    modes = [(module, module.training) for module in model.modules()]
    model.eval().requires_grad_(requires_grad=False)
    try:
        return model(x.detach().unsqueeze(0)).squeeze(0)
    finally:
        for module, mode in modes:
            module.training = mode


@misconception(
    en="The sample is written into a batch that is made on the CPU, and the model is on another "
    "device; give the sample itself a batch axis, and it stays where it is.",
    zh="样本被写进一个建在 CPU 上的批次里，模型却在别的设备上；"
    "直接给样本本身加上批次轴，它就还在原来的设备上。",
)
def batch_made_on_the_cpu(model: nn.Module, x: Tensor) -> Tensor:
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    try:
        with torch.no_grad():
            batch = torch.zeros(1, *x.shape)
            batch[0] = x
            return model(batch).squeeze(0)
    finally:
        for module, mode in modes:
            module.training = mode
