"""The record of one failing case, as the report shows it."""

from __future__ import annotations

from msgspec.structs import replace

from autograder.grading.diagnose import Witness
from autograder.grading.score_report import Failure, TraceLine
from autograder.harmless import short, visible
from autograder.observation.cells import cells_of
from autograder.observation.compare import Difference, compare
from autograder.observation.describe import (
    Shown,
    describe,
    describe_observation,
    plain_text,
)
from autograder.property import Property
from autograder.wire.messages import Case
from autograder.wire.plain import ArrayData, TensorData
from autograder.wire.record import MAX_FRAMES, Observation, Raised

_ARRAYS = (TensorData, ArrayData)


def describe_failure(
    prop: Property,
    witness: Witness | None,
    expected: Observation | None,
    source: str,
    *,
    case: Case | None = None,
) -> Failure:
    """Describe the case of a witness beside what was expected; of a death, only the case."""
    if witness is None or expected is None:
        return Failure(inputs=_inputs(case or {}))
    got = witness.got
    found = compare(expected, got, rtol=prop.rtol, atol=prop.atol)
    want_there, got_there = _there(found, prop) if found and found.pair else (None, None)
    return Failure(
        inputs=_inputs(witness.case),
        got=describe_observation(got),
        expected=describe_observation(_without_message(expected)),
        difference=found.aspect if found else "",
        path=_path(found.path) if found else "",
        index=found.index if found else None,
        difference_got=plain_text(found.got) if found else "",
        difference_expected=plain_text(found.expected) if found else "",
        got_there=got_there,
        expected_there=want_there,
        trace=_trace(got.raised, source),
    )


def _there(found: Difference, prop: Property) -> tuple[Shown | None, Shown | None]:
    """What was expected and what stands where both differ first, with the elements to draw."""
    want, have = found.pair or (None, None)
    there = describe(_path(found.path), want), describe(_path(found.path), have)
    if found.index is None or not isinstance(want, _ARRAYS) or not isinstance(have, _ARRAYS):
        return there
    cells = cells_of(want, have, found.index, (prop.rtol, prop.atol))
    shown, got = (replace(part, cells=each) for part, each in zip(there, cells, strict=True))
    return shown, got


def _inputs(case: Case) -> tuple[Shown, ...]:
    return tuple(describe(name, value) for name, value in case.items())


def _without_message(expected: Observation) -> Observation:
    """The contract is the type of an exception; its message is a line of the reference."""
    if expected.raised is None:
        return expected
    return Observation(raised=Raised(expected.raised.types, ""))


def _path(path: tuple[str | int, ...]) -> str:
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")


def _trace(raised: Raised | None, source: str) -> tuple[TraceLine, ...]:
    if raised is None:
        return ()
    lines = source.splitlines()

    def text(line: int) -> str:
        return visible(lines[line - 1].strip()) if 0 < line <= len(lines) else ""

    frames = raised.frames[-MAX_FRAMES:]
    return tuple(TraceLine(f.line, short(f.function), text(f.line)) for f in frames)
