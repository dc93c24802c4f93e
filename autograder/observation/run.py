"""Running a probe once, and recording what it showed."""

from __future__ import annotations

import inspect
import random
import warnings
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import numpy as np
import torch

from autograder.child.confine import accelerators_hidden
from autograder.implementation import Implementation
from autograder.observation.calls import counting_calls
from autograder.property import DEVICE, Property
from autograder.wire.messages import Case
from autograder.wire.record import MAX_FRAMES, Frame, Observation, Raised
from autograder.wire.values import clean_text, from_plain, to_plain, type_name

MAX_MESSAGE = 2000


CPU = torch.device("cpu")


def observe(
    prop: Property,
    implementation: Any,
    case: Case,
    *,
    seed: int,
    filename: str = "",
    device: torch.device = CPU,
) -> Observation:
    """Run the probe of `prop` on fresh inputs and record what it showed.

    The global state that an implementation may lean on (random generators, gradient mode, default
    dtype, determinism) is set before each run, the same for every implementation. `filename` is
    the compiled name of the student's file: only its frames are kept of a traceback. Without it,
    it is the file of the implementation. `device` is what a property that is on devices gets; on
    the CPU, no accelerator is in sight.
    """
    parts = Implementation.of(implementation)
    filename = filename or getattr(getattr(parts.main, "__code__", None), "co_filename", "")
    companions = {name: parts.companions[name] for name in prop.companions}
    inputs = {name: from_plain(plain) for name, plain in case.items()}
    if prop.on_devices:
        inputs[DEVICE] = device
    reset_state(seed)
    if device.type != "cpu":
        _seed_devices(device, seed)
    last = _LastReturn(parts.main) if inspect.isroutine(parts.main) else None
    calls: dict[str, int] = {}
    counting: AbstractContextManager[dict[str, int]] = nullcontext(calls)
    if prop.calls is not None:
        counting = counting_calls()
    try:
        unseen = accelerators_hidden() if device.type == "cpu" else nullcontext()
        with unseen, counting as calls, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            value = prop.probe(last or parts.main, **companions, **inputs)
        return Observation(to_plain(value), calls=calls)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raised = record_exception(error, filename)
        if last is not None and last.returned and not raised.frames:
            return Observation(to_plain(last.value), raised, unusable=True)
        return Observation(raised=raised, calls=calls)


def reset_state(seed: int) -> None:
    """Put the process-wide state of torch, NumPy and Python where every run starts."""
    torch.set_num_threads(1)  # sums come out as in every other run, and no run waits for another
    torch.default_generator.manual_seed(seed)  # torch.manual_seed costs 150 times as much
    np.random.seed(seed & 0xFFFFFFFF)  # noqa: NPY002 - students may use the global generator
    random.seed(seed)
    torch.set_grad_enabled(True)
    torch.set_default_dtype(torch.float32)
    # Fills uninitialised memory with NaN, so that reading `torch.empty` shows every time. The
    # other public switch, `use_deterministic_algorithms`, imports torch._inductor: a second.
    torch.set_deterministic_debug_mode("warn")


def _seed_devices(device: torch.device, seed: int) -> None:
    """Seed the generators of every device of that type.

    `torch.manual_seed` does it for all types, and formats a traceback for those that are not here.
    """
    module = getattr(torch, device.type, None)  # none of "meta", which draws nothing
    if module is not None:
        seed_all = getattr(module, "manual_seed_all", module.manual_seed)  # MPS has one device
        seed_all(seed)


class _LastReturn:
    """An implementation that remembers the last value it returned."""

    def __init__(self, implementation: Callable[..., Any]) -> None:
        self._implementation = implementation
        self.returned = False
        self.value: Any = None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.returned = False
        self.value = self._implementation(*args, **kwargs)
        self.returned = True
        return self.value


def record_exception(error: BaseException, filename: str) -> Raised:
    """Record an exception as plain data, without trusting its class."""
    bases = type.__dict__["__mro__"].__get__(type(error))
    try:
        message = clean_text(str(error))[:MAX_MESSAGE]
    except BaseException as again:
        message = f"(its message could not be read: {type_name(type(again))})"
    types = tuple(type_name(kind) for kind in bases[:-1])
    frames, own = _frames(error, filename)
    return Raised(types, message, frames, own)


def _frames(error: BaseException, filename: str) -> tuple[tuple[Frame, ...], bool]:
    """The lines of the student's file, and whether the last line of all is among them."""
    frames = []
    own = False
    trace = BaseException.__dict__["__traceback__"].__get__(error)
    while trace is not None:
        code = trace.tb_frame.f_code
        own = bool(filename) and code.co_filename == filename
        if own:
            frames.append(Frame(trace.tb_lineno or 0, clean_text(code.co_qualname)))
        trace = trace.tb_next
    return tuple(frames[-MAX_FRAMES:]), own
