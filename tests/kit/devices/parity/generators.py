"""Programs that draw numbers: generators, seeds, states."""

import torch
from torch.nn import functional


def draws_on_cuda_with_a_cpu_generator():
    """A generator draws for its own device only."""
    return torch.rand(2, device="cuda", generator=torch.Generator())


def draws_on_the_cpu_with_a_cuda_generator():
    """The other way round."""
    return torch.rand(2, generator=torch.Generator("cuda"))


def permutes_with_a_cpu_generator():
    """A permutation on the device."""
    return torch.randperm(4, device="cuda", generator=torch.Generator())


def permutes_with_a_cuda_generator():
    """A permutation that was meant for the CPU, as a sampler makes it."""
    return torch.randperm(4, generator=torch.Generator("cuda"))


def permutes_on_the_device():
    """Everything on the device, right."""
    generator = torch.Generator("cuda").manual_seed(0)
    order = torch.randperm(4, device="cuda", generator=generator)
    return order.device, order.sort().values


def draws_again_from_a_seed():
    """`manual_seed` seeds the devices too."""
    torch.manual_seed(1)
    first = torch.rand(3, device="cuda")
    torch.manual_seed(1)
    return torch.equal(first, torch.rand(3, device="cuda"))


def draws_the_same_on_both_devices():
    """The same seed, but other numbers."""
    torch.manual_seed(1)
    here, there = torch.rand(8), torch.rand(8, device="cuda")
    return torch.equal(here, there.cpu())


def leaves_the_cpu_alone():
    """Drawing on the device does not advance the CPU's generator."""
    before = torch.get_rng_state()
    torch.rand(3, device="cuda")
    return torch.equal(before, torch.get_rng_state())


def restores_the_state():
    """The state of a device's generator is a tensor on the CPU."""
    state = torch.cuda.get_rng_state()
    first = torch.rand(3, device="cuda")
    torch.cuda.set_rng_state(state)
    return state.device, state.dtype, torch.equal(first, torch.rand(3, device="cuda"))


def forks_the_state():
    """`fork_rng` puts the devices' states back as well."""
    torch.manual_seed(1)
    with torch.random.fork_rng():
        inside = torch.rand(3, device="cuda")
    return torch.equal(inside, torch.rand(3, device="cuda"))


def drops_out_the_same_from_a_seed():
    """Dropout draws on the device of its input."""
    x = torch.ones(64, device="cuda")
    torch.manual_seed(1)
    first = functional.dropout(x)
    torch.manual_seed(1)
    return torch.equal(first, functional.dropout(x)), first.unique()


def samples_classes():
    """Multinomial with a probability of one."""
    return torch.multinomial(torch.tensor([0.0, 1.0, 0.0], device="cuda"), 2, replacement=True)


def initialises_on_the_device():
    """Bounds hold wherever it is drawn."""
    x = torch.empty(100, device="cuda").uniform_(2, 3)
    return x.device, bool((x >= 2).all()), bool((x < 3).all())


def samples_from_nan():
    """A model that has diverged."""
    return torch.multinomial(torch.tensor([float("nan"), 1.0], device="cuda"), 1)


def asks_a_generator_for_its_device():
    """A generator has the device that it was made with, with or without a number."""
    return torch.Generator("cuda").device, torch.Generator("cuda:0").device
