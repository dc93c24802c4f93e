"""The solutions of pick_device: the reference, other right ones, and known mistakes."""

import torch

from autograder import alternative, misconception


def pick_device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


@alternative
def by_counting() -> torch.device:
    if torch.cuda.device_count() > 0:
        return torch.device("cuda", torch.cuda.current_device())
    return torch.device("cpu")


@alternative
def by_accelerator() -> torch.device:
    found = torch.accelerator.current_accelerator(check_available=True)
    return found if found is not None and found.type == "cuda" else torch.device("cpu")


@misconception(
    en="`torch.cuda.is_available` without parentheses is the function itself, and a function is "
    "always true; call it to get the answer.",
    zh="`torch.cuda.is_available` 不加括号就是函数本身，而函数对象恒为真；要调用它才能得到答案。",
)
def never_called() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available else "cpu")


@misconception(
    en="A hard-coded cuda breaks on every machine without a GPU; ask first, and fall back to the "
    "cpu.",
    zh="写死 cuda 的代码在没有 GPU 的机器上都会出错；要先询问，没有时退回 cpu。",
)
def hard_coded_cuda() -> torch.device:
    return torch.device("cuda")


@misconception(
    en="A str only names a device and has no `.type` or `.index`; make a `torch.device` of it.",
    zh="字符串只是设备的名字，没有 `.type`，也没有 `.index`；请用它构造一个 `torch.device`。",
)
def returns_str() -> torch.device:
    return "cuda" if torch.cuda.is_available() else "cpu"  # type: ignore[return-value]


@misconception(
    en="This gives the cpu also where CUDA is available: PyTorch picks no GPU by itself, so the "
    "program has to ask whether there is one.",
    zh="即使有可用的 CUDA，这里得到的也是 cpu：PyTorch 不会自己选用 GPU，程序得主动询问有没有。",
)
def cpu_everywhere() -> torch.device:
    return torch.zeros(1).device


@misconception(
    en="This asks what PyTorch was built for, not what the machine has: a PyTorch with CUDA also "
    "runs where there is no GPU; ask whether CUDA is available.",
    zh="这里问的是 PyTorch 编译时带不带 CUDA，而不是这台机器有没有：带 CUDA 的 PyTorch "
    "也会在没有 GPU 的机器上运行；应当询问 CUDA 是否可用。",
)
def built_for_cuda() -> torch.device:
    return torch.device("cuda" if torch.backends.cuda.is_built() else "cpu")
