"""What a submission left changed in its process: a worker that is used again must show nothing.

An honest submission changes a default or an environment variable; what is looked at here is what
could then change the next exercise's answers. One that hides its traces is not found: that takes a
fresh process.
"""

from __future__ import annotations

import gc
import locale
import operator
import os
import signal
import sys
import threading
import types
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import torch

_TINY = float.fromhex("0x1p-1074")
_DESCRIPTORS = 64
_MOST = 20  # names to tell
_LIBRARY = (
    "autograder", "builtins", "collections", "copy", "functools", "io", "itertools", "math",
    "numpy", "operator", "os", "random", "re", "sys", "time", "torch", "warnings",
)  # fmt: skip
_BESIDE = ("_", "distributed", "fx", "jit", "onnx", "testing")  # parts of torch that nobody calls
_COMPARED = (
    types.FunctionType, types.BuiltinFunctionType, types.ModuleType, type, property, staticmethod,
    classmethod, types.MethodType, types.MethodDescriptorType, types.WrapperDescriptorType,
    types.GetSetDescriptorType, np.ufunc,
)  # fmt: skip


class Baseline:
    """The state of this process when it was made; `changed` names what is different by now."""

    def __init__(self) -> None:
        self._settings = _settings()
        self._modules = dict(sys.modules)
        self._names = {name: dict(vars(module)) for name, module in _looked_at()}
        self._classes = {kind: dict(vars(kind)) for kind in _classes(self._names)}

    def set_here(self) -> None:
        """Take settings and modules as they are now: in a forked worker, some are its own."""
        self._settings = _settings()
        self._modules = dict(sys.modules)

    def changed_settings(self) -> tuple[str, ...]:
        """Which settings are not as they were, and which modules are new; takes no time."""
        found = [name for name, read in _SETTINGS.items() if read() != self._settings[name]]
        found += [f"module {name}" for name in list(sys.modules) if name not in self._modules]
        return tuple(found[:_MOST])

    def changed(self) -> tuple[str, ...]:
        """What is not as it was, by name; empty where nothing is."""
        found = [name for name, read in _SETTINGS.items() if read() != self._settings[name]]
        found += [f"module {name}" for name in self._changed_modules()]
        for name, before in self._names.items():
            values = vars(self._modules[name])
            if not _same(before, values):
                left = [*_replaced(before, values), *_new(before, values)]
                found += [f"{name}.{n}" for n in left]
        for kind, before in self._classes.items():
            now = vars(kind)
            if not _same(before, now):
                changed = [*_replaced(before, now), *_added(before, now)]
                found += [f"{kind.__name__}.{name}" for name in changed]
        return tuple(found[:_MOST])

    def _changed_modules(self) -> Iterator[str]:
        """Modules that were replaced, and new ones that were not imported but made."""
        for name, module in self._modules.items():
            if sys.modules.get(name) is not module:
                yield name
        for name, module in list(sys.modules.items()):
            if name not in self._modules and getattr(module, "__spec__", None) is None:
                yield name


def _settings() -> dict[str, Any]:
    return {name: read() for name, read in _SETTINGS.items()}


def _same(before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether nothing was set, added or taken away: nearly always, so it has to be quick."""
    return len(before) == len(now) and all(map(operator.is_, before.values(), now.values()))


def _looked_at() -> Iterator[tuple[str, types.ModuleType]]:
    """The modules whose functions and classes are compared: the parts that exercises meet."""
    for name, module in list(sys.modules.items()):
        library, _, part = name.partition(".")
        beside = part.startswith(_BESIDE) and part not in ("_C", "_tensor")
        if library in _LIBRARY and not beside and type(module) is types.ModuleType:
            yield name, module


def _classes(names: Mapping[str, Mapping[str, Any]]) -> Iterator[type]:
    for values in names.values():
        yield from (value for value in values.values() if issubclass(type(value), type))


def _replaced(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Names of functions, classes and modules that are gone, or that something else has now.

    A wrapper of what was there is none: torch wraps the steps of optimisers when they are made.
    """
    for name, value in before.items():
        if (found := now.get(name)) is value or not issubclass(type(value), _COMPARED):
            continue
        if type(found) is not types.FunctionType or vars(found).get("__wrapped__") is not value:
            yield name


def _new(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Names that nobody has imported: `torch.zeroes` would be there for the next exercise."""
    for name in now.keys() - before.keys() if len(now) > len(before) else ():
        if not name.startswith("_") and not isinstance(now[name], types.ModuleType):
            yield name


def _added(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Names of new methods of a class: `Tensor.__add__` hides the inherited one."""
    if len(now) > len(before):
        yield from (n for n in now.keys() - before.keys() if issubclass(type(now[n]), _COMPARED))


def _descriptors() -> list[int]:
    found = []
    for number in range(_DESCRIPTORS):
        try:
            os.fstat(number)
        except OSError:
            continue
        found.append(number)
    return found


def _signals() -> dict[int, Any]:
    return {number: signal.getsignal(number) for number in signal.valid_signals()}


def _timers() -> list[tuple[float, float]]:
    if sys.platform == "win32":
        return []
    return [signal.getitimer(which) for which in (signal.ITIMER_REAL, signal.ITIMER_VIRTUAL)]


def _hooks() -> dict[str, int]:
    hooks = vars(torch.nn.modules.module)
    return {n: len(v) for n, v in hooks.items() if n.startswith("_global") and hasattr(v, "clear")}


_SETTINGS: dict[str, Callable[[], Any]] = {
    "default dtype": torch.get_default_dtype,
    "default device": torch.get_default_device,
    "threads of torch": lambda: (torch.get_num_threads(), torch.get_num_interop_threads()),
    "gradient mode": lambda: (torch.is_grad_enabled(), torch.is_inference_mode_enabled()),
    "anomaly mode": torch.is_anomaly_enabled,
    "deterministic mode": torch.get_deterministic_debug_mode,
    "precision of matmul": torch.get_float32_matmul_precision,
    "denormal numbers": lambda: repr(_TINY * 2.0),  # compared as numbers, they would be flushed too
    "hooks on modules": _hooks,
    "errors of NumPy": lambda: (np.geterr(), np.geterrcall()),
    "print options": lambda: (repr(np.get_printoptions()), repr(torch._tensor_str.PRINT_OPTS)),
    "environment": lambda: dict(os.environ),
    "working directory": os.getcwd,
    "import path": lambda: (list(sys.path), list(sys.meta_path), list(sys.path_hooks)),
    "standard streams": lambda: (sys.stdin, sys.stdout, sys.stderr),
    "recursion limit": sys.getrecursionlimit,
    "trace function": lambda: (sys.gettrace(), sys.getprofile()),
    "garbage collection": lambda: (gc.isenabled(), gc.get_threshold(), len(gc.callbacks)),
    "warnings": lambda: list(warnings.filters),
    "locale": lambda: locale.setlocale(locale.LC_ALL),
    "signal handlers": _signals,
    "timers": _timers,
    "running threads": threading.enumerate,
    "open files": _descriptors,
}
