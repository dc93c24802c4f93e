"""The worker's loop: load a student's file, run probes on cases, answer with observations."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import msgspec
import torch

from autograder.child.load import forget_submission, load_submission
from autograder.child.reach import TargetError, prepare_targets, reach
from autograder.loading import load_properties
from autograder.observation.run import CPU, observe, record_exception
from autograder.preload import preload_counting
from autograder.property import Property
from autograder.wire import codec
from autograder.wire.messages import (
    REQUEST,
    Case,
    Done,
    Load,
    Observed,
    Reached,
    Run,
    Settle,
    Settled,
    Unreached,
    most_of_one,
)
from autograder.wire.plain import Opaque
from autograder.wire.record import Observation, Raised

AT_ONCE = 1 << 18  # bytes of answers, at most
Probes = Mapping[str, Mapping[str, Property]]


class Stream(Protocol):
    """The two ends of the channel to the grader."""

    def read(self) -> bytes:
        """Some bytes; empty at the end of the stream."""

    def write(self, data: bytes) -> None:
        """Write all of `data`."""


def load_probes(files: list[str]) -> tuple[dict[str, dict[str, Property]], dict[str, str]]:
    """Load files of properties: the probes by exercise and name, and what failed, by file.

    An exercise is found by its name, and by "unit/name" where several units have one of that name.
    """
    probes: dict[str, dict[str, Property]] = {}
    failures: dict[str, str] = {}
    for file in files:
        path = Path(file)
        try:
            properties = load_properties(path)
        except (Exception, SystemExit) as error:
            failures[file] = f"{type(error).__name__}: {error}"
            continue
        for prop in properties.values():
            for key in (prop.exercise, f"{path.parent.name}/{prop.exercise}"):
                probes.setdefault(key, {})[prop.name] = prop
    everything = [prop for named in probes.values() for prop in named.values()]
    if any(prop.calls for prop in everything):
        preload_counting()
    if any(prop.on_devices for prop in everything):
        prepare_targets()
    return probes, failures


def serve(stream: Stream, probes: Probes, settled: Callable[[Settle], Settled]) -> None:
    """Answer requests until the grader closes the channel; `settled` says what is left behind."""
    torch.set_num_threads(1)
    reader = codec.FrameReader()
    implementation: Any = None
    ask: Callable[[Case], Observation] | None = None
    filename = exercise = own = ""
    device = CPU
    while data := stream.read():
        for payload in reader.feed(data):
            request = codec.decode(payload, REQUEST)
            if isinstance(request, Load):
                filename, exercise = request.filename, request.exercise
                own = f"{request.unit}/{exercise}" if request.unit else exercise
                device, implementation = _load(stream, request)
            elif isinstance(request, Settle):
                implementation = ask = None
                forget_submission(exercise, filename)
                stream.write(codec.frame(codec.encode(settled(request))))
            else:
                prop = probes[own][request.property]
                ask = partial(
                    _observe, prop, implementation, request.seed, filename=filename, device=device
                )
                _run(stream, ask, request)


def _load(stream: Stream, request: Load) -> tuple[torch.device, Any]:
    """Make the target ready and say so, then load the submission, whose file may look for it."""
    try:
        device, name = reach(request.target)
    except TargetError as error:
        unreached = Reached(Unreached(error.sentence, error.facts))
        stream.write(codec.frame(codec.encode(unreached)))
        return CPU, None
    stream.write(codec.frame(codec.encode(Reached(accelerator=name))))
    loaded, implementation = load_submission(request)
    stream.write(codec.frame(codec.encode(loaded)))
    return device, implementation


def _run(stream: Stream, ask: Callable[[Case], Observation], request: Run) -> None:
    """Answer each case as soon as it has run: what died, died on the first one unanswered.

    Answers `at_once` save the grader from waking up for each of them.
    """
    start = time.perf_counter()
    most = most_of_one(len(request.cases))
    waiting = b""
    for number, case in enumerate(request.cases, request.first):
        data = codec.encode(ask(case))
        if len(data) > most:
            data = codec.encode(Observation(Opaque("too much data", f"{len(data)} bytes")))
        waiting += codec.frame(codec.encode(Observed(number, msgspec.Raw(data))))
        if not request.at_once or len(waiting) > AT_ONCE:
            stream.write(waiting)
            waiting = b""
    stream.write(waiting + codec.frame(codec.encode(Done(time.perf_counter() - start))))


def _observe(
    prop: Property,
    implementation: Any,
    seed: int,
    case: Case,
    *,
    filename: str,
    device: torch.device,
) -> Observation:
    try:
        return observe(prop, implementation, case, seed=seed, filename=filename, device=device)
    except KeyboardInterrupt:  # no Ctrl-C reaches a worker: the submission raised it
        return Observation(raised=Raised(("KeyboardInterrupt", "BaseException"), ""))
    except Exception as error:  # it has replaced what a run itself needs
        return Observation(raised=record_exception(error, filename))
