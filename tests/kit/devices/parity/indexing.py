"""Programs that index: what may be on the CPU, and what may not."""

import torch
from torch import nn
from torch.nn import functional


def indexes_with_cpu_indices():
    """Indices on the CPU are brought to the device."""
    return torch.arange(4.0, device="cuda")[torch.tensor([3, 0])]


def indexes_with_a_cpu_mask():
    """So are masks."""
    return torch.arange(3.0, device="cuda")[torch.tensor([True, False, True])]


def indexes_the_cpu_with_cuda_indices():
    """The other way round is refused."""
    return torch.arange(4.0)[torch.tensor([3, 0], device="cuda")]


def indexes_the_cpu_with_a_cuda_mask():
    """Predictions on the device, the data set on the CPU."""
    return torch.arange(3.0)[torch.tensor([True, False, True], device="cuda")]


def indexes_with_one_number_on_the_device():
    """An integer without axes is an index, whatever its device."""
    return torch.arange(4.0)[torch.tensor(2, device="cuda")]


def assigns_a_number_by_a_cpu_mask():
    """Assigning a number through a mask of the CPU."""
    x = torch.ones(3, device="cuda")
    x[torch.tensor([True, False, True])] = 0
    return x


def assigns_cpu_values_by_indices():
    """Values are not brought to the device."""
    x = torch.zeros(3, device="cuda")
    x[torch.tensor([0, 1], device="cuda")] = torch.ones(2)
    return x


def assigns_a_cpu_scalar_by_indices():
    """Unless there is just one."""
    x = torch.zeros(3, device="cuda")
    x[torch.tensor([0, 1], device="cuda")] = torch.tensor(5.0)
    return x


def assigns_one_element():
    """An element is assigned by copying."""
    x = torch.zeros(2, device="cuda")
    x[0] = torch.tensor(7.0)
    return x


def assigns_cuda_values_to_the_cpu():
    """An integer index copies, from any device."""
    x = torch.zeros(2, 2)
    x[0] = torch.ones(2, device="cuda")
    return x


def gathers_with_cpu_indices():
    """`gather` wants its indices on the device."""
    scores = torch.ones(2, 3, device="cuda")
    return scores.gather(1, torch.tensor([[0], [2]]))


def scatters_with_cpu_indices():
    """And so does `scatter_`."""
    labels = torch.tensor([[0], [2]])
    return torch.zeros(2, 3, device="cuda").scatter_(1, labels, 1.0)


def makes_labels_one_hot():
    """The result is where the labels are."""
    return functional.one_hot(torch.tensor([0, 2], device="cuda"), 3)


def looks_up_cpu_tokens():
    """An embedding on the device, tokens on the CPU."""
    return nn.Embedding(5, 2).cuda()(torch.tensor([1]))


def looks_up_in_a_cpu_table():
    """Tokens on the device, an embedding that was never moved."""
    return nn.Embedding(5, 2)(torch.tensor([1], device="cuda"))


def fills_by_a_cpu_mask():
    """`masked_fill` says which is where."""
    return torch.ones(2, device="cuda").masked_fill(torch.tensor([True, False]), 0.0)


def selects_by_a_cpu_mask():
    """`masked_select` is not indexing: its mask has to be on the device."""
    return torch.ones(2, device="cuda").masked_select(torch.tensor([True, False]))


def selects_rows_with_cpu_indices():
    """Neither is `index_select`."""
    return torch.ones(3, 2, device="cuda").index_select(0, torch.tensor([0]))


def adds_to_rows_with_cpu_indices():
    """Nor `index_add_`."""
    x = torch.zeros(3, device="cuda")
    return x.index_add_(0, torch.tensor([0]), torch.ones(1, device="cuda"))


def picks_the_class_of_each_row():
    """`arange` on the CPU as an index of rows is allowed."""
    scores = torch.arange(6.0, device="cuda").reshape(2, 3)
    return scores[torch.arange(2), torch.tensor([2, 0], device="cuda")]


def picks_the_best():
    """What topk and argmax find is on the device."""
    values, indices = torch.tensor([1.0, 3.0, 2.0], device="cuda").topk(2)
    return values, indices, torch.tensor([1.0, 3.0], device="cuda").argmax()


def shuffles_with_a_cpu_permutation():
    """Data on the device, an order from the CPU."""
    data = torch.arange(3, device="cuda")
    return data[torch.randperm(3)].sort().values
