"""Programs that make tensors, on the device that they should be on or on another."""

import numpy as np
import torch
from torch import nn


def makes_zeros_without_a_device():
    """A hidden state that is made in `forward`, and forgotten there."""
    x = torch.ones(2, 3, device="cuda")
    return x + torch.zeros(2, 3)


def makes_zeros_like_the_input():
    """`*_like` and `new_*` follow the device and dtype of their tensor."""
    x = torch.ones(2, dtype=torch.float64, device="cuda")
    made = (torch.zeros_like(x), torch.full_like(x, 2), x.new_ones(1), x.new_tensor([3]))
    return made, torch.rand_like(x).device, torch.empty_like(x, device="cpu").device


def makes_ranges_on_the_device():
    """arange, linspace, eye and full take a device."""
    return (
        torch.arange(3, device="cuda"),
        torch.linspace(0, 1, 3, device="cuda"),
        torch.eye(2, device="cuda"),
        torch.full((2,), 7, device="cuda"),
    )


def makes_positions_without_a_device():
    """The positions of a sequence, as they are made in a first Transformer."""
    tokens = torch.zeros(1, 4, dtype=torch.int64, device="cuda")
    positions = torch.arange(tokens.size(1))
    return nn.Embedding(8, 2).cuda()(positions)


def makes_positions_on_the_device_of_the_tokens():
    """The same, right."""
    tokens = torch.zeros(1, 4, dtype=torch.int64, device="cuda")
    positions = torch.arange(tokens.size(1), device=tokens.device)
    return nn.Embedding(8, 2).cuda()(positions).shape


def makes_a_device_the_default():
    """What is made afterwards is made there."""
    torch.set_default_device("cuda")
    try:
        return torch.ones(1), nn.Linear(1, 1).weight.device, torch.get_default_device()
    finally:
        torch.set_default_device(None)


def makes_a_device_the_default_of_a_block():
    """`with torch.device(...)` ends with its block."""
    with torch.device("cuda"):
        inside = torch.arange(2)
    return inside, torch.arange(2)


def makes_from_numpy_under_a_default_device():
    """`from_numpy` shares memory with an array, so it stays on the CPU."""
    with torch.device("cuda"):
        return torch.from_numpy(np.ones(2)), torch.as_tensor(np.ones(2)).device


def makes_a_tensor_of_cuda_scalars():
    """`torch.tensor` of a list is a new tensor, on the CPU unless told otherwise."""
    losses = [torch.tensor(1.0, device="cuda"), torch.tensor(2.0, device="cuda")]
    return torch.tensor(losses)


def makes_a_tensor_of_a_cuda_tensor():
    """`torch.tensor` of a tensor keeps its device (and warns)."""
    return torch.tensor(torch.ones(2, device="cuda"))


def makes_a_tensor_from_an_array_on_the_device():
    """The dtype is the array's."""
    return torch.as_tensor(np.arange(3), device="cuda")


def writes_to_the_array_that_was_moved():
    """What was moved shares nothing with the array."""
    array = np.zeros(2)
    x = torch.from_numpy(array).cuda()
    array[0] = 9
    return x


def makes_a_causal_mask_without_a_device():
    """`masked_fill` names the mask."""
    scores = torch.zeros(3, 3, device="cuda")
    ahead = torch.triu(torch.ones(3, 3), diagonal=1).bool()
    return scores.masked_fill(ahead, float("-inf"))


def makes_a_causal_mask_on_the_device():
    """The same, right."""
    scores = torch.zeros(2, 2, device="cuda")
    ahead = torch.ones(2, 2, dtype=torch.bool, device=scores.device).triu(1)
    return scores.masked_fill(ahead, float("-inf"))


def makes_a_tensor_on_a_device_too_far():
    """A second GPU on a machine that has one."""
    return torch.zeros(1, device=f"cuda:{torch.cuda.device_count()}")


def makes_a_tensor_of_the_old_cuda_types():
    """`torch.cuda.FloatTensor`, as old tutorials have it."""
    return torch.cuda.FloatTensor([1.0, 2.0])


def makes_more_than_there_is_memory_for():
    """A pebibyte."""
    return torch.empty(1 << 50, dtype=torch.uint8, device="cuda")


def makes_a_sparse_tensor():
    """A sparse tensor on the device."""
    return torch.eye(2, device="cuda").to_sparse().to_dense()


def casts_to_the_old_cuda_types():
    """`.type(torch.cuda.FloatTensor)` moves and casts."""
    return torch.tensor([1, 2]).type(torch.cuda.FloatTensor)


def asks_for_the_old_cuda_types():
    """They are no classes of tensors, but isinstance answers."""
    return isinstance(torch.ones(1, device="cuda"), torch.cuda.FloatTensor)
