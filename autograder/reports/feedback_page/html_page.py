"""A student's feedback as one file of HTML, which needs no network and runs no script."""

from __future__ import annotations

from markupsafe import Markup
from msgspec.structs import replace

from autograder.grading.class_record import ClassRecord, StudentResult
from autograder.grading.score_report import ExerciseResult
from autograder.language import N_, Language
from autograder.reports.feedback import render_explanation
from autograder.reports.feedback_page.contents import contents_of
from autograder.reports.html_text import NARROW, WIDE, render_lines
from autograder.reports.pages.prose import prose
from autograder.reports.pages.template import fill

_LANGS = {"en": "en", "zh": "zh-Hans"}
_WORDS = {
    "unit": N_("Unit"),
    "exercise": N_("Exercise"),
    "verdict": N_("Verdict"),
    "points": N_("Points"),
    "explained": N_("What to look at"),
    "overview": N_("All exercises"),
    "extra": N_("extra credit"),
    "mistake": N_("The mistake"),
    "next": N_("In your copy"),
}


def render_feedback_html(record: ClassRecord, result: StudentResult, say: Language) -> str:
    """The page about one student of a class."""
    return fill(
        "feedback_page/page.html",
        lang=_LANGS[say.code],
        page=contents_of(record, result, say),
        words={name: say(word) for name, word in _WORDS.items()},
        explain=lambda exercise: explanation_html(exercise, say),
        mistake=lambda exercise: prose(say.pick(exercise.diagnosis.says)),
    )


def explanation_html(result: ExerciseResult, say: Language) -> Markup:
    """What went wrong in an exercise, drawn for wide windows and for phones; not the diagnosis."""
    said = render_explanation(replace(result, diagnosis=None), say)
    wide, narrow = (render_lines(said, width, classes=True) for width in (WIDE, NARROW))
    if wide == narrow:
        return Markup(f"<pre>{wide}</pre>")  # noqa: S704 - escaped where it was drawn
    return Markup(  # noqa: S704
        f'<pre class="wide">{wide}</pre><pre class="narrow">{narrow}</pre>'
    )
