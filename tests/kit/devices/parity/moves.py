"""Programs that move tensors, or mean to."""

import torch
from torch import nn


def discards_what_to_returns():
    """`x.to("cuda")` alone leaves `x` where it was."""
    x = torch.ones(2)
    x.to("cuda")
    return x.device


def discards_what_to_returns_then_adds():
    """The tensor that was never moved meets one that was."""
    x = torch.ones(2)
    x.to("cuda")
    return x + torch.ones(2, device="cuda")


def gets_itself_from_to_where_it_is_there():
    """`to` copies nothing where nothing has to move, unless asked to."""
    x = torch.ones(2, device="cuda")
    return x.to("cuda") is x, x.cuda() is x, x.to("cuda", copy=True) is x


def gets_the_module_itself_from_to():
    """A module is moved in place."""
    model = nn.Linear(2, 2)
    returned = model.to("cuda")
    return returned is model, model.weight.device


def gets_the_module_itself_from_cuda_and_cpu():
    """So it is by `cuda()` and `cpu()`."""
    model = nn.Linear(2, 2)
    return model.cuda() is model, model.cpu() is model, model.weight.device


def writes_to_the_copy_on_the_cpu():
    """What `cpu()` gives shares nothing with the original."""
    x = torch.ones(2, device="cuda")
    x.cpu()[0] = 5
    return x


def copies_into_a_cpu_tensor():
    """`copy_` reads from any device."""
    return torch.zeros(3).copy_(torch.arange(3.0, device="cuda"))


def copies_into_a_cuda_tensor():
    """`copy_` writes to any device."""
    return torch.zeros(3, device="cuda").copy_(torch.arange(3.0))


def assigns_cpu_values_to_a_slice():
    """A slice is assigned by copying, so the values may be on the CPU."""
    x = torch.zeros(3, device="cuda")
    x[1:] = torch.tensor([4.0, 5.0])
    return x


def moves_to_where_another_tensor_is():
    """`to(other)` takes its device and its dtype."""
    other = torch.zeros(1, dtype=torch.float64, device="cuda")
    return torch.ones(2).to(other)


def asks_a_list_to_move():
    """A list has no `to`."""
    return [torch.ones(2), torch.ones(3)].to("cuda")


def asks_a_dict_to_move():
    """Neither has a dict, and so a batch."""
    return {"image": torch.ones(2)}.cuda()


def moves_only_the_outer_tensors_of_a_batch():
    """What lies in a list inside the batch is left behind."""
    batch = {"image": torch.ones(2), "boxes": [torch.ones(2)]}
    batch = {k: v.to("cuda") if torch.is_tensor(v) else v for k, v in batch.items()}
    return batch["image"] * batch["boxes"][0]


def moves_a_batch_item_by_item():
    """A loop variable is only a name: the list still holds what it held."""
    batch = [torch.ones(2), torch.ones(3)]
    for tensor in batch:
        tensor = tensor.cuda()  # noqa: PLW2901 - the mistake
    return [tensor.device.type for tensor in batch]


def names_a_device_that_there_is_not():
    """`gpu` is no type of device."""
    return torch.ones(2).to("gpu")


def moves_to_one_device_too_far():
    """The last device is the number of devices minus one."""
    return torch.ones(2).to(f"cuda:{torch.cuda.device_count()}")


def moves_and_changes_the_dtype_at_once():
    """Device and dtype in one call."""
    return torch.tensor([1, 2]).to("cuda", torch.float32)


def moves_without_blocking_from_pinned_memory():
    """Work that follows on the same stream waits for the copy."""
    x = torch.ones(4).pin_memory()
    return x.is_pinned(), x.to("cuda", non_blocking=True).sum().item()


def pins_a_cuda_tensor():
    """Only memory of the CPU can be pinned."""
    return torch.ones(2, device="cuda").pin_memory()


def moves_a_view():
    """A moved view is a tensor of its own, laid out anew."""
    x = torch.arange(6.0).reshape(2, 3).T
    y = x.cuda()
    return y, y.stride(), y._base is None


def moves_and_is_no_leaf_any_more():
    """`.cuda()` of a leaf is not a leaf, so it gets no gradient."""
    w = torch.ones(2, requires_grad=True).cuda()
    (3 * w).sum().backward()
    return w.is_leaf, w.grad


def moves_to_a_number():
    """A number is the index of a device."""
    return torch.ones(2).to(0).device, torch.ones(2).cuda(0).device


def asks_cuda_to_move_to_the_cpu():
    """`cuda` goes to CUDA devices only."""
    return torch.ones(2).cuda("cpu")
