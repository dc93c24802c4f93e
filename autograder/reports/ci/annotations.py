"""What GitHub Actions shows at lines of files: workflow commands, escaped and few enough."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from autograder.grading.score_report import ExerciseResult, ScoreReport
from autograder.grading.verdict import Verdict
from autograder.language import N_, Language
from autograder.reports.ci.places import Place
from autograder.reports.ci.sentence import brief, one_line
from autograder.reports.sentences import VERDICTS

MOST = 10  # of a kind in a step; GitHub drops the rest
_QUIET = (Verdict.PASSED, Verdict.UNSOLVED)
_MORE = N_("{count} more exercises are to fix: the summary of this job explains them.")


@dataclass(frozen=True)
class Annotation:
    """One of them; `kind` is "error", "warning" or "notice"."""

    kind: str
    title: str
    message: str
    place: Place | None = None

    def command(self) -> str:
        """The line to print, whatever is in the texts."""
        given: dict[str, object] = {}
        if self.place is not None:
            given["file"] = self.place.file
            given |= (
                {"line": self.place.line, "endLine": self.place.line} if self.place.line else {}
            )
        given["title"] = one_line(self.title)
        properties = ",".join(f"{name}={_property(str(text))}" for name, text in given.items())
        return f"::{self.kind} {properties}::{_data(one_line(self.message))}"


def annotations_of(
    report: ScoreReport, places: Mapping[str, Place], say: Language
) -> tuple[Annotation, ...]:
    """What failed, at its place by "UNIT/NAME"; what the kit failed at; no more than are shown."""
    failed = [e for e in report.exercises if e.verdict not in (*_QUIET, Verdict.KIT_ERROR)]
    lost = [e for e in report.exercises if e.verdict is Verdict.KIT_ERROR]
    shown = [_annotation("error", e, places, say) for e in failed]
    if len(shown) > MOST:
        more = Annotation("error", "Torch Kata", say(_MORE, count=len(shown) - MOST + 1))
        shown = [*shown[: MOST - 1], more]
    return (*shown, *(_annotation("warning", e, places, say) for e in lost[:MOST]))


def _annotation(
    kind: str, result: ExerciseResult, places: Mapping[str, Place], say: Language
) -> Annotation:
    title = f"{result.name}: {say(VERDICTS[result.verdict])}"
    place = places.get(f"{result.unit}/{result.name}")
    return Annotation(kind, title, brief(result, say), place)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
