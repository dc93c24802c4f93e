"""Bring a whole batch to a device, however it is nested."""

from typing import Any

import torch


def move_batch(batch: Any, device: torch.device) -> Any:
    """Return `batch` with every tensor in it on `device`."""
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {key: move_batch(value, device) for key, value in batch.items()}
    if isinstance(batch, list):
        return [move_batch(value, device) for value in batch]
    if isinstance(batch, tuple):
        return tuple(move_batch(value, device) for value in batch)
    return batch
