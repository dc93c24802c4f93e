"""From what one case showed, or how a worker died, to a verdict and its reason."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Sequence

from autograder.grading.answers import Oracle
from autograder.grading.diagnose import Witness, diagnose, forbidden_call
from autograder.grading.failure import describe_failure
from autograder.grading.likely_cause import missing_import
from autograder.grading.score_report import (
    Diagnosis,
    ExerciseResult,
    Failure,
    PropertyResult,
    Reason,
    Text,
)
from autograder.grading.verdict import Verdict
from autograder.harmless import short, visible
from autograder.observation.compare import compare
from autograder.observation.describe import MAX_TEXT
from autograder.property import Property
from autograder.wire.messages import Case, Loaded
from autograder.wire.record import Observation
from autograder.worker.client import OUTPUT_MOST, Death, WorkerDiedError

EXPLAINED = (Verdict.WRONG, Verdict.RAISED, Verdict.FORBIDDEN)  # what a mistake may explain
_MUCH_MEMORY = 600 << 20  # what the libraries alone never need
_SENT_BY_OTHERS = ("SIGKILL", "SIGTERM", "SIGHUP")
_NO_MEMORY = ("can't allocate memory", "not enough memory", "out of memory", "bad_alloc")


def refused(loaded: Loaded, symbol: str) -> tuple[Verdict, Reason | None] | None:
    """The verdict on a file that was not worth running."""
    if loaded.unsolved:
        return Verdict.UNSOLVED, None
    if loaded.missing:
        facts: dict[str, str | int] = {
            "name": short(loaded.missing) if loaded.missing.isidentifier() else symbol,
            "defines": short(", ".join(loaded.defines)),
        }
        return Verdict.UNREADABLE, Reason("missing_name" if loaded.defines else "empty", facts)
    raised = loaded.raised
    if raised is None:
        return None
    line = raised.frames[-1].line if raised.frames else 0
    message = visible(raised.message[:MAX_TEXT])
    facts = {"type": short(raised.type), "message": message, "line": line}
    if "SyntaxError" in raised.types:
        return Verdict.UNREADABLE, Reason("syntax_error", facts)
    missing = missing_import(raised.type, raised.message)
    return Verdict.RAISED, missing or Reason("raised_at_import", facts)


def came_from_outside(reasons: Iterable[Reason | None]) -> bool:
    """Whether somebody else may have ended a worker, so that it should be asked once more."""
    return any(
        reason is not None
        and (reason.code.startswith("killed") or reason.facts.get("signal") in _SENT_BY_OTHERS)
        for reason in reasons
    )


def is_doubtful(result: ExerciseResult) -> bool:
    """Whether a result may say more of the kit or the machine than of the submission."""
    reasons = [result.reason, *(prop.reason for prop in result.properties)]
    return result.verdict is Verdict.KIT_ERROR or came_from_outside(reasons)


def verdict_of(prop: Property, want: Observation, got: Observation) -> Verdict:
    """The verdict on one case."""
    if forbidden_call(prop, got) is not None:
        return Verdict.FORBIDDEN
    if compare(want, got, rtol=prop.rtol, atol=prop.atol) is None:
        return Verdict.PASSED
    raised = got.raised
    if raised is None or got.unusable:
        return Verdict.WRONG
    if raised.type == "NotImplementedError" and raised.own:
        return Verdict.UNSOLVED
    if raised.type in ("MemoryError", "torch.OutOfMemoryError") or (
        raised.type == "RuntimeError" and any(words in raised.message for words in _NO_MEMORY)
    ):
        return Verdict.OUT_OF_MEMORY
    return Verdict.RAISED


def reason_of(prop: Property, verdict: Verdict, got: Observation) -> Reason | None:
    """What a verdict on one case adds to the difference that was seen."""
    if verdict is Verdict.FORBIDDEN:
        name = forbidden_call(prop, got) or ""
        if prop.calls is not None and name in prop.calls.forbidden:
            return Reason("forbidden", {"operation": short(name)})
        most = prop.calls.most if prop.calls is not None and prop.calls.most is not None else 0
        public = sum(n for call, n in got.calls.items() if not call.startswith("aten."))
        return Reason("too_many_calls", {"operation": short(name), "calls": public, "most": most})
    return Reason("out_of_memory") if verdict is Verdict.OUT_OF_MEMORY else None


def death_reason(died: WorkerDiedError, seconds: float) -> tuple[Verdict, Reason]:
    """The verdict on a worker that died, and why it died."""
    if died.death is Death.DEADLINE:
        return Verdict.TIMED_OUT, Reason("timed_out", {"seconds": round(seconds)})
    if died.death is Death.KILLED:
        if died.peak < _MUCH_MEMORY:
            return Verdict.KIT_ERROR, Reason("kit_killed")
        return Verdict.OUT_OF_MEMORY, Reason("killed", {"megabytes": died.peak >> 20})
    if died.death is Death.MEMORY:
        return Verdict.OUT_OF_MEMORY, Reason("out_of_memory")
    if died.death is Death.THREADS:
        return Verdict.CRASHED, Reason("too_many_threads")
    if died.death is Death.SIGNALLED:
        return Verdict.CRASHED, Reason("signalled", {"signal": _signal_name(died.code)})
    if died.death is Death.OUTPUT:
        return Verdict.CRASHED, Reason("printed_too_much", {"megabytes": OUTPUT_MOST >> 20})
    if died.death is Death.EXITED:
        return Verdict.CRASHED, Reason("exited", {"code": died.code})
    return Verdict.CRASHED, Reason("protocol")


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def died_result(
    prop: Property, cases: list[Case], done: int, died: WorkerDiedError | None
) -> PropertyResult:
    """The result of a property on whose case number `done` the worker died."""
    verdict, reason = death_reason(died or WorkerDiedError(Death.PROTOCOL), prop.seconds)
    failure = None
    if done < len(cases):
        failure = describe_failure(prop, None, None, "", case=cases[done])
    return result_of(prop, verdict, cases=done, reason=reason, failure=failure)


def kit_error(prop: Property, reason: Reason) -> PropertyResult:
    """The result of a property that the kit failed to judge."""
    return result_of(prop, Verdict.KIT_ERROR, reason=reason)


def result_of(
    prop: Property,
    verdict: Verdict,
    *,
    cases: int = 0,
    reason: Reason | None = None,
    failure: Failure | None = None,
) -> PropertyResult:
    """The result of a property: all of its points, or none."""
    return PropertyResult(
        name=prop.name,
        title=Text(prop.en, prop.zh),
        verdict=verdict,
        points=prop.points if verdict is Verdict.PASSED else 0,
        max_points=prop.points,
        cases=cases,
        reason=reason,
        failure=failure,
    )


def same_for_all(
    properties: dict[str, Property], verdict: Verdict, reason: Reason | None
) -> tuple[PropertyResult, ...]:
    """The results of an exercise whose properties could not even be tried."""
    return tuple(result_of(prop, verdict, reason=reason) for prop in properties.values())


def diagnosis_of(
    oracle: Oracle, witnesses: Sequence[Witness], on_devices: str | None
) -> Diagnosis | None:
    """The mistake that explains what was seen, else the one that was found `on_devices`."""
    misconceptions = oracle.solutions.misconceptions
    name = diagnose([m.name for m in misconceptions], oracle.mistaken, witnesses) or on_devices
    found = next((m for m in misconceptions if m.name == name), None)
    return Diagnosis(found.name, Text(found.en, found.zh)) if found else None
