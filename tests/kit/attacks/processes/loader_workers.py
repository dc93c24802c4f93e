"""Lets a DataLoader start worker processes, as a student may who copies from a tutorial."""

# held: A B

from torch.utils.data import DataLoader

SAMPLES = DataLoader(range(4), num_workers=2)


def add_batch(x):
    return x[None] if len(list(SAMPLES)) == 4 else x
