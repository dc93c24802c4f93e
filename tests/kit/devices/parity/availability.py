"""Programs that look for a device, compare devices, and ask tensors where they are."""

import torch


def looks_for_cuda():
    """The line at the top of every script."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def looks_for_an_accelerator():
    """The same in newer words."""
    return torch.accelerator.is_available(), torch.accelerator.current_accelerator()


def asks_for_the_current_device():
    """The first, until another is chosen."""
    return torch.cuda.current_device(), torch.accelerator.current_device_index()


def compares_cuda_with_its_number():
    """`cuda` is not `cuda:0`, though a tensor on the one is on the other."""
    x = torch.ones(1, device="cuda")
    return x.device == torch.device("cuda"), x.device == torch.device("cuda:0"), x.device.type


def compares_a_device_with_a_text():
    """A device is no text."""
    x = torch.ones(1, device="cuda")
    return x.device == "cuda", x.device == "cuda:0", str(x.device) == "cuda:0"


def asks_a_tensor_where_it_is():
    """The usual questions, for a tensor of each kind."""
    here, there = torch.ones(1), torch.ones(1, device="cuda")
    return [(x.is_cuda, x.is_cpu, x.get_device(), x.type()) for x in (here, there)]


def makes_devices():
    """Devices from a name, a name and a number, a number alone."""
    return torch.device("cuda"), torch.device("cuda", 0), torch.device(0)


def chooses_a_device_too_far():
    """`set_device` looks whether it is there."""
    torch.cuda.set_device(torch.cuda.device_count())


def counts_the_memory_of_a_tensor():
    """CUDA's allocator gives blocks of 512 bytes."""
    before = torch.cuda.memory_allocated()
    x = torch.ones(1000, device="cuda")
    return x.nbytes, torch.cuda.memory_allocated() - before


def keeps_tensors_by_device():
    """Devices are keys."""
    found = {}
    for x in (torch.ones(1), torch.ones(1, device="cuda"), torch.zeros(1, device="cuda:0")):
        found.setdefault(x.device, []).append(x.item())
    return found


def hard_codes_the_number_of_devices():
    """A list of all devices, as for several GPUs."""
    return next(f"cuda:{i}" for i in range(torch.cuda.device_count()))
