"""Counting the torch operations that a piece of code calls."""

from __future__ import annotations

from typing import Any

from torch.overrides import TorchFunctionMode, resolve_name
from torch.utils._python_dispatch import TorchDispatchMode

_IGNORED = ("__get__", "__set__", "__repr__", "__format__", "dim", "size", "numel", "__len__")


class _Dispatched(TorchDispatchMode):
    """Counts what reaches the dispatcher."""

    def __init__(self, counts: dict[str, int]) -> None:
        super().__init__()
        self.counts = counts

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        del types
        name = f"aten.{func.overloadpacket.__name__}"
        self.counts[name] = self.counts.get(name, 0) + 1
        return func(*args, **(kwargs or {}))


class CallCounter(TorchFunctionMode):
    """While entered, counts calls by name in `counts`.

    A public function counts under its public name ("torch.stack", "Tensor.mean"), and what
    reaches the dispatcher, by whatever way, as "aten.NAME". Reading an attribute is no call.
    """

    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[str, int] = {}
        self._dispatched = _Dispatched(self.counts)

    def __enter__(self) -> CallCounter:
        super().__enter__()
        self._dispatched.__enter__()
        return self

    def __exit__(self, *failure: Any) -> None:
        self._dispatched.__exit__(*failure)
        super().__exit__(*failure)

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        del types
        name = _public_name(func)
        if not name.endswith(_IGNORED):
            self.counts[name] = self.counts.get(name, 0) + 1
        return func(*args, **(kwargs or {}))


def _public_name(func: Any) -> str:
    name = resolve_name(func) or getattr(func, "__qualname__", repr(func))
    return str(name).replace("torch.Tensor.", "Tensor.")
