"""Programs with a DataLoader: what is on which device, and who pins what."""

import torch
from torch.utils.data import DataLoader, TensorDataset


def _dataset(device="cpu"):
    return TensorDataset(torch.arange(4.0, device=device), torch.arange(4, device=device))


def loads_batches_and_moves_them():
    """The usual loop."""
    return [
        (x.to("cuda") * 2, y.to("cuda").device) for x, y in DataLoader(_dataset(), batch_size=2)
    ]


def loads_batches_and_forgets_the_labels():
    """The usual mistake in it."""
    return [x.to("cuda") - y for x, y in DataLoader(_dataset(), batch_size=2)]


def loads_pinned_batches():
    """With pin_memory the batches are pinned, on the CPU."""
    x, y = next(iter(DataLoader(_dataset(), batch_size=4, pin_memory=True)))
    return x.is_pinned(), y.device, x.to("cuda", non_blocking=True)


def loads_from_the_device():
    """A data set that is on the device gives batches that are there."""
    x, y = next(iter(DataLoader(_dataset("cuda"), batch_size=2)))
    return x, y.device


def pins_what_is_on_the_device():
    """Which cannot be pinned."""
    return next(iter(DataLoader(_dataset("cuda"), batch_size=2, pin_memory=True)))


def shuffles_under_a_default_device():
    """The sampler's generator is on the CPU, and what it draws is made on the device."""
    torch.set_default_device("cuda")
    try:
        return next(iter(DataLoader(list(range(4)), shuffle=True)))
    finally:
        torch.set_default_device(None)


def shuffles_with_a_cuda_generator():
    """The sampler permutes on the CPU."""
    generator = torch.Generator("cuda")
    return next(iter(DataLoader(_dataset(), shuffle=True, generator=generator)))


def collates_onto_the_device():
    """A collate function that moves."""
    loader = DataLoader([1.0, 2.0], batch_size=2, collate_fn=lambda b: torch.tensor(b).cuda())
    return next(iter(loader))


class _OnTheDevice:
    """A data set whose items are moved one by one."""

    def __len__(self):
        return 1

    def __getitem__(self, index):
        return torch.ones(1).cuda()


def moves_in_a_process_of_the_loader():
    """CUDA was used before the loader forked."""
    torch.ones(1).cuda()
    return next(iter(DataLoader(_OnTheDevice(), num_workers=1)))


def moves_in_the_data_set():
    """Without processes it works."""
    return next(iter(DataLoader(_OnTheDevice())))
