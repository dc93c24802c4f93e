"""What went wrong in an exercise on one line, for formats that have no room for more."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.grading.score_report import ExerciseResult, PropertyResult
from autograder.grading.verdict import Verdict
from autograder.harmless import short, tamed
from autograder.language import Language
from autograder.observation.describe import RAISED
from autograder.reports.sentences import (
    ON_TARGET,
    VERDICTS,
    difference_sentence,
    reason_sentence,
)

MOST = 600  # characters


def brief(result: ExerciseResult, say: Language) -> str:
    """The first thing that went wrong, and the mistake; empty where the exercise passed."""
    if result.verdict is Verdict.PASSED:
        return ""
    return one_line(" ".join(_sentences(result, say)) or say(VERDICTS[result.verdict]))


def brief_property(prop: PropertyResult, result: ExerciseResult, say: Language) -> str:
    """The first thing that went wrong with one property of an exercise; empty where it passed.

    Where the property itself tells nothing, as with a file that cannot be read, it is all of it.
    """
    if prop.verdict is Verdict.PASSED:
        return ""
    return one_line(" ".join(_of_property(prop, say))) or brief(result, say)


def one_line(text: str, most: int = MOST) -> str:
    """A text that neither a terminal nor a CI runner obeys, on one line and not too long."""
    line = short(" ".join(text.split()), most)
    return tamed(line) + ("…" if len(text) > most else "")


def _sentences(result: ExerciseResult, say: Language) -> Iterator[str]:
    if result.reason is not None:
        yield reason_sentence(result.reason, say)
    failed = [p for p in result.properties if p.verdict is not Verdict.PASSED]
    if failed and not (result.reason is not None and failed[0].failure is None):
        yield from _of_property(failed[0], say)
    if result.diagnosis is not None:
        yield say.pick(result.diagnosis.says)


def _of_property(prop: PropertyResult, say: Language) -> Iterator[str]:
    if prop.target:
        yield say(ON_TARGET[prop.target])
    if prop.reason is not None:
        yield reason_sentence(prop.reason, say)
    elif prop.failure is not None:
        yield difference_sentence(prop.failure, say)
        yield from (
            f"{part.kind}: {part.text}" for part in prop.failure.got if part.label == RAISED
        )
