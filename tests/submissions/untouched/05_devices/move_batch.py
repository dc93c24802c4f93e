"""Bring a whole batch to a device, however it is nested."""

from typing import Any

import torch


def move_batch(batch: Any, device: torch.device) -> Any:
    """Return `batch` with every tensor in it on `device`.

    A batch is a dict, a list, a tuple or a namedtuple of tensors and other values, nested to any
    depth, or a lone tensor or other value. The result is built just like it, from containers of
    the same types (a namedtuple stays one, dicts keep their keys), and each list and each dict in
    it is a new one: the caller's batch is left as it is. Values that are neither containers nor
    tensors (numbers, strings, None, arrays) are passed on untouched.
    """
    raise NotImplementedError
