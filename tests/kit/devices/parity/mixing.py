"""Programs that give one operation tensors of two devices."""

import torch


def adds_cpu_to_cuda():
    """The classic."""
    return torch.ones(3, device="cuda") + torch.ones(3)


def adds_cuda_to_cpu():
    """The other way round, the message is the same."""
    return torch.ones(3) + torch.ones(3, device="cuda")


def adds_cpu_in_place():
    """`+=` on a CUDA tensor."""
    x = torch.ones(3, device="cuda")
    x += torch.ones(3)
    return x


def adds_cuda_in_place_to_cpu():
    """`+=` on a CPU tensor."""
    x = torch.ones(3)
    x += torch.ones(3, device="cuda")
    return x


def adds_a_cpu_scalar():
    """A tensor without axes is read wherever it is."""
    return torch.ones(2, device="cuda") * torch.tensor(2.0) + torch.tensor(1)


def adds_a_cpu_tensor_of_one_element():
    """One element with an axis is no scalar."""
    return torch.ones(2, device="cuda") + torch.ones(1)


def adds_a_cuda_scalar_to_cpu():
    """The exception is for scalars of the CPU only."""
    return torch.ones(3) + torch.tensor(1.0, device="cuda")


def adds_two_scalars():
    """Of two scalars, the one of the CPU is read."""
    return torch.tensor(1.0) + torch.tensor(2.0, device="cuda")


def adds_up_the_loss_on_the_cpu():
    """The sum is a CPU scalar that is written to, which the exception does not cover."""
    total = torch.tensor(0.0)
    total += torch.tensor(1.5, device="cuda")
    return total


def adds_up_the_loss_from_zero():
    """A sum that begins with the number 0 becomes a tensor on the device."""
    total = 0
    for loss in torch.tensor([1.5, 2.0], device="cuda"):
        total += loss
    return total


def adds_a_number():
    """Python's numbers have no device."""
    return torch.ones(2, device="cuda") * 2 - 0.5


def multiplies_matrices():
    """The second matrix is on the CPU."""
    return torch.ones(2, 2, device="cuda") @ torch.ones(2, 2)


def multiplies_a_matrix_of_the_cpu():
    """The first one is."""
    return torch.ones(2, 2) @ torch.ones(2, 2, device="cuda")


def multiplies_batches_of_matrices():
    """In a batch."""
    return torch.bmm(torch.ones(1, 2, 2, device="cuda"), torch.ones(1, 2, 2))


def contracts_with_einsum():
    """In einsum."""
    return torch.einsum("ij,jk->ik", torch.ones(2, 2, device="cuda"), torch.ones(2, 2))


def concatenates():
    """Results on the device, and one that stayed behind."""
    return torch.cat([torch.ones(1, device="cuda"), torch.ones(1)])


def stacks():
    """`stack` is `cat` of what has a new axis."""
    return torch.stack([torch.ones(1), torch.ones(1, device="cuda")])


def concatenates_with_nothing():
    """Also what is empty has to be on the device."""
    return torch.cat([torch.empty(0), torch.ones(1, device="cuda")])


def compares():
    """`==` computes, so it needs one device."""
    return torch.ones(2, device="cuda") == torch.ones(2)


def compares_as_a_whole():
    """`torch.equal` needs it too."""
    return torch.equal(torch.ones(2, device="cuda"), torch.ones(2))


def compares_roughly():
    """And so does `allclose`."""
    return torch.allclose(torch.ones(2, device="cuda"), torch.ones(2))


def compares_with_a_cpu_scalar():
    """A threshold that is a scalar may be on the CPU."""
    return torch.tensor([0.2, 0.8], device="cuda") > torch.tensor(0.5)


def chooses_by_a_cpu_condition():
    """The condition of `where` is no exception."""
    x = torch.ones(2, device="cuda")
    return torch.where(torch.tensor([True, False]), x, x)


def chooses_a_cpu_scalar():
    """Scalars of the CPU may be chosen from."""
    x = torch.tensor([1.0, -1.0], device="cuda")
    return torch.where(x > 0, x, torch.tensor(0.0))


def clamps_with_a_cpu_scalar():
    """A limit that is a tensor, even a scalar, has to be on the device."""
    return torch.clamp(torch.tensor([1.0, -1.0], device="cuda"), min=torch.tensor(0.0))


def multiplies_two_cpu_scalars():
    """One scalar of the CPU is read, and not a second one."""
    return torch.addcmul(torch.ones(2, device="cuda"), torch.tensor(2.0), torch.tensor(3.0))


def takes_the_maximum():
    """Elementwise, of two tensors."""
    return torch.maximum(torch.ones(2, device="cuda"), torch.ones(2))


def writes_the_result_to_the_cpu():
    """`out` is on the CPU."""
    return torch.add(torch.ones(2, device="cuda"), 1, out=torch.empty(2))


def samples_from_a_cpu_distribution():
    """A distribution samples where its parameters are."""
    normal = torch.distributions.Normal(torch.zeros(2), torch.ones(2))
    return normal.sample() + torch.ones(2, device="cuda")


def sorts_by_keys_of_the_cpu():
    """The order of one tensor, used on another: indices may come from the CPU."""
    order = torch.tensor([3.0, 1.0, 2.0]).argsort()
    return torch.tensor([30, 10, 20], device="cuda")[order]
