"""Counting the torch operations that a piece of code calls."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from torch.overrides import TorchFunctionMode, resolve_name
from torch.utils._python_dispatch import TorchDispatchMode

_IGNORED = ("__get__", "__set__", "__repr__", "__format__", "dim", "size", "numel", "__len__")


class _Dispatched(TorchDispatchMode):
    """Counts what reaches the dispatcher."""

    counts: dict[str, int]

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        del types
        name = f"aten.{func.overloadpacket.__name__}"
        self.counts[name] = self.counts.get(name, 0) + 1
        return func(*args, **(kwargs or {}))


class _Called(TorchFunctionMode):
    """Counts calls of public functions; reading an attribute is no call."""

    counts: dict[str, int]

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        del types
        name = _public_name(func)
        if name.rpartition(".")[2] not in _IGNORED:
            self.counts[name] = self.counts.get(name, 0) + 1
        return func(*args, **(kwargs or {}))


@contextmanager
def counting_calls() -> Iterator[dict[str, int]]:
    """Count the calls that are made inside, by name.

    A public function counts under its public name ("torch.stack", "Tensor.mean"), and what
    reaches the dispatcher, by whatever way, as "aten.NAME".
    """
    counts: dict[str, int] = {}
    called = _Called()
    dispatched: _Dispatched = _Dispatched()  # type: ignore[no-untyped-call]
    called.counts = dispatched.counts = counts
    with called, dispatched:
        yield counts


def _public_name(func: Any) -> str:
    name = resolve_name(func) or getattr(func, "__qualname__", repr(func))
    return str(name).replace("torch.Tensor.", "Tensor.")
