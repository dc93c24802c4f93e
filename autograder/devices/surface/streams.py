"""Streams and events: work is done at once, so there is nothing to wait for, only time to take."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterator
from typing import Any, Self

import torch

from autograder.devices.machine import Machine
from autograder.devices.surface.patches import Patch

_CUDA = 1  # c10::DeviceType
_numbers = itertools.count(1)


class Stream(torch.Stream):
    """torch.cuda.Stream: 0 is the default stream of a device."""

    cuda_stream: int
    priority: int

    def __new__(
        cls, device: Any = None, priority: int = 0, *, stream_id: int | None = None,
        device_index: int | None = None, device_type: int = _CUDA,
    ) -> Self:  # fmt: skip
        """Make a stream on a device, by default the current one."""
        if device_index is None:
            with torch.cuda.device(device):
                device_index = torch.cuda.current_device()
        number = next(_numbers) if stream_id is None else stream_id
        make: Any = super().__new__
        self: Self = make(cls, stream_id=number, device_index=device_index, device_type=_CUDA)
        self.cuda_stream = number
        self.priority = priority
        return self

    def query(self) -> bool:
        """Whether all work is done."""
        return True

    def synchronize(self) -> None:
        """Wait for all work."""

    def wait_event(self, event: torch.Event) -> None:
        """Let later work wait for an event."""

    def wait_stream(self, stream: torch.Stream) -> None:
        """Let later work wait for another stream."""

    def record_event(self, event: torch.Event | None = None) -> torch.Event:
        """Record an event, by default a new one; returns it."""
        event = Event() if event is None else event
        event.record(self)
        return event

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Stream) and hash(self) == hash(other)

    def __hash__(self) -> int:
        return hash((self.device_index, self.stream_id))

    def __repr__(self) -> str:
        return f"<torch.cuda.Stream device={self.device} cuda_stream={self.cuda_stream:#x}>"

    def __enter__(self) -> Stream:
        enter: Any = torch.cuda.stream
        self._within = enter(self)
        self._within.__enter__()
        return self

    def __exit__(self, *exception: object) -> None:
        self._within.__exit__(*exception)


class Event(torch.Event):
    """torch.cuda.Event: takes the time at which it was recorded."""

    _has_timing: bool
    _recorded: float | None

    def __new__(
        cls, enable_timing: bool = False, blocking: bool = False, interprocess: bool = False,
        external: bool = False,
    ) -> Self:  # fmt: skip
        """Make an event that was not recorded yet."""
        make: Any = super().__new__
        self: Self = make(cls, device="cuda", enable_timing=enable_timing)
        self._has_timing = enable_timing
        self._recorded = None
        return self

    def record(self, stream: torch.Stream | None = None) -> None:
        """Take the time."""
        self._recorded = time.perf_counter()

    def wait(self, stream: torch.Stream | None = None) -> None:
        """Let a stream's later work wait for this."""

    def query(self) -> bool:
        """Whether the work before it is done."""
        return True

    def synchronize(self) -> None:
        """Wait for the work before it."""

    def elapsed_time(self, other: torch.Event) -> float:
        """Milliseconds between this and a later event."""
        if not (self._has_timing and isinstance(other, Event) and other._has_timing):
            raise ValueError("Both events must be created with argument 'enable_timing=True'.")
        if self._recorded is None or other._recorded is None:
            raise ValueError("Both events must be recorded before calculating elapsed time.")
        return (other._recorded - self._recorded) * 1e3

    def __repr__(self) -> str:
        state = "uninitialized" if self._recorded is None else f"{id(self):#x}"
        return f"<torch.cuda.Event {state}>"


class _Selected(threading.local):
    """The current stream of each device, in one thread."""

    def __init__(self) -> None:
        self.streams: dict[int, int] = {}


def stream_patches(machine: Machine) -> Iterator[Patch]:
    """The functions of `torch._C` about streams, and the classes."""
    selected = _Selected()

    def data(device: int, stream: int) -> tuple[int, int, int]:
        return stream, machine.index(device), _CUDA

    def set_stream(stream_id: int, device_index: int, device_type: int) -> None:
        selected.streams[device_index] = stream_id
        torch.cuda.set_device(device_index)

    answers: dict[str, Any] = {
        "_cuda_getCurrentStream": lambda d: data(d, selected.streams.get(d, 0)),
        "_cuda_getDefaultStream": lambda d: data(d, 0),
        "_cuda_getCurrentRawStream": lambda d: selected.streams.get(d, 0),
        "_cuda_setStream": set_stream,
    }
    yield from (Patch(torch._C, name, value) for name, value in answers.items())
    yield Patch(torch.cuda.graphs, "_cuda_isCurrentStreamCapturing", lambda: False)
    for owner in (torch.cuda, torch.cuda.streams):
        yield Patch(owner, "Stream", Stream)
        yield Patch(owner, "Event", Event)
