"""Bring a whole batch to a device, however it is nested."""

from typing import Any

import torch


def move_batch(batch: Any, device: torch.device) -> Any:
    """Return `batch` with every tensor in it on `device`."""
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        moved = {}
        for key in batch:
            moved[key] = move_batch(batch[key], device)
        return moved
    if isinstance(batch, tuple) and hasattr(batch, "_fields"):
        return type(batch)(*[move_batch(value, device) for value in batch])
    if isinstance(batch, (list, tuple)):
        return type(batch)(move_batch(value, device) for value in batch)
    return batch
