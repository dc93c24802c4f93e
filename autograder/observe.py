"""What a probe can look at besides values: the vocabulary of `tests/properties`.

Every function here accepts whatever a submission returned, also None or a wrong type, and answers
False or None for what does not apply: a probe must never fail on a wrong answer. Only
`first_items` raises TypeError, as `iter` does, for what has no items.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any

import numpy as np
import torch
from torch import Tensor

from autograder.wire.values import Seen, to_plain

__all__ = [
    "Seen",
    "first_items",
    "gradient",
    "gradient_reaches",
    "is_leaf",
    "requires_grad",
    "rng_untouched",
    "seen",
    "shares_memory",
    "snapshot",
    "write_reaches",
]


def seen(**facts: Any) -> Seen:
    """Label what a probe saw; `result` is what the student is shown first."""
    return Seen(facts)


def shares_memory(first: object, second: object) -> bool:
    """Whether two tensors or arrays look into the same storage (empty ones share nothing)."""
    a, b = _storage(first), _storage(second)
    return a is not None and b is not None and a[0] < b[1] and b[0] < a[1]


def _storage(value: object) -> tuple[int, int] | None:
    """The range of addresses of the storage behind a tensor or an array."""
    if isinstance(value, Tensor) and value.device.type != "meta":
        try:
            storage = value.untyped_storage()
            start = storage.data_ptr()
            return (start, start + storage.nbytes()) if value.numel() else None
        except (RuntimeError, ValueError):  # a sparse tensor has none, a lazy parameter none yet
            return None
    if isinstance(value, np.ndarray) and value.size:
        base: Any = value
        while isinstance(base.base, np.ndarray):
            base = base.base
        low, high = np.lib.array_utils.byte_bounds(base)
        return int(low), int(high)
    return None


def snapshot(value: Any) -> Any:
    """An independent copy of a tensor or array as it is now; None for anything else."""
    if isinstance(value, Tensor):
        try:
            return value.detach().clone()
        except (RuntimeError, ValueError):  # as in `_storage`
            return None
    return value.copy() if isinstance(value, np.ndarray) else None


def write_reaches(source: Any, target: Any) -> bool:
    """Whether a write to the first element of `source` is seen in `target`; the write is undone.

    False where nothing can be written: an empty tensor, a read-only array.
    """
    if not isinstance(source, Tensor | np.ndarray):
        return False
    shown = []
    try:
        first = (0,) * source.ndim
        kept = (
            source.detach()[first].clone() if isinstance(source, Tensor) else source.copy()[first]
        )
        with torch.inference_mode():  # its tensors let themselves be written to only here
            for value in (0, 1, kept):
                source[first] = value
                shown.append(to_plain(target))
    except Exception:  # torch has odd tensors, of which no element can be read or written
        return False
    return shown[0] != shown[1]


def gradient(output: object, *leaves: Tensor) -> Any:
    """Backpropagate `output` weighted by 1, 2, 3, … and return the gradient of each leaf.

    The weights differ from each other, so that a gradient that lands on the wrong element shows.
    None where `output` is not attached to a graph, or to one that was gone through already; a
    leaf that got no gradient gives None.
    """
    if not isinstance(output, Tensor) or output.grad_fn is None:
        return None
    weights = torch.arange(1, output.numel() + 1, device=output.device).to(output.dtype)
    try:
        output.backward(weights.reshape(output.shape))
    except RuntimeError:
        return None
    grads = [leaf.grad for leaf in leaves]
    return grads[0] if len(grads) == 1 else grads


def gradient_reaches(output: object, leaf: Tensor) -> bool:
    """Whether `leaf` is in the graph of `output`, so that backward would give it a gradient.

    Follows the graph without computing anything: good for device meta, where nothing can flow.
    """
    if output is leaf:
        return leaf.requires_grad
    waiting: list[Any] = [output.grad_fn] if isinstance(output, Tensor) else []
    visited = set()
    while waiting:
        node = waiting.pop()
        if node is None or node in visited:
            continue
        if getattr(node, "variable", None) is leaf:
            return True
        visited.add(node)
        waiting += [source for source, _ in node.next_functions]
    return False


def requires_grad(value: object) -> bool | None:
    """Whether a tensor is tracked by autograd; None for anything else."""
    return value.requires_grad if isinstance(value, Tensor) else None


def is_leaf(value: object) -> bool | None:
    """Whether a tensor is a leaf of the graph; None for anything else."""
    return value.is_leaf if isinstance(value, Tensor) else None


def rng_untouched(act: Callable[[], object]) -> bool:
    """Run `act` and tell whether torch's global random state is as it was before."""
    before = torch.get_rng_state()
    act()
    return bool(torch.equal(before, torch.get_rng_state()))


def first_items(iterable: Any, limit: int) -> list[Any]:
    """At most `limit` items of an iterable that may never end."""
    return list(islice(iter(iterable), limit))
