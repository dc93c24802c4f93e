"""What a grade cell shows after marking: the feedback, and the points as its value."""

from __future__ import annotations

import io
from typing import Any

from rich.console import Console, RenderableType
from rich.text import Text

from autograder.grading.score_report import ExerciseResult
from autograder.grading.verdict import Verdict
from autograder.language import N_, Language
from autograder.reports.escape import Harmless
from autograder.reports.feedback import render_feedback
from autograder.reports.html_text import WIDE, render_html
from autograder.reports.plain_signs import PlainSigns
from autograder.reports.sentences import VERDICTS
from autograder.reports.wrapping import Wrapped

Output = dict[str, Any]
_QUIET = (Verdict.PASSED, Verdict.UNSOLVED, Verdict.KIT_ERROR)


def outputs_of(result: ExerciseResult, score: float | None, say: Language) -> list[Output]:
    """The feedback on an exercise; the points come last, where there are any."""
    if result.verdict in _QUIET:
        said = say(VERDICTS[result.verdict])
        if result.verdict is Verdict.KIT_ERROR:
            said = say(N_("The kit itself failed; this costs no points. A person looks at it."))
        shown: RenderableType = Text(f"{result.name}  {said}")
    else:
        shown = render_feedback(result, say)
    return [_display(shown), *_value(score)]


def note_output(sentence: str, score: float | None) -> list[Output]:
    """A sentence in the place of feedback."""
    return [_display(Wrapped(Text(sentence))), *_value(score)]


def _value(score: float | None) -> list[Output]:
    if score is None:
        return []
    return [
        {
            "output_type": "execute_result",
            "execution_count": None,
            "metadata": {},
            "data": {"text/plain": repr(float(score))},
        }
    ]


def _display(content: RenderableType) -> Output:
    shown = PlainSigns(Harmless(content))
    data = {"text/plain": _plain(shown), "text/html": render_html(shown)}
    return {"output_type": "display_data", "metadata": {}, "data": data}


def _plain(content: RenderableType) -> str:
    file = io.StringIO()
    console = Console(file=file, width=WIDE, color_system=None, force_jupyter=False)
    console.print(content, crop=False)
    return "\n".join(line.rstrip() for line in file.getvalue().strip("\n").split("\n"))
