"""The page for whoever has solved everything."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from autograder.grading.score_report import ScoreReport
from autograder.language import N_, Language
from autograder.observation.describe import Shown
from autograder.reports.drawing.marks import EXPECTED
from autograder.reports.drawing.shapes import boxes
from autograder.reports.steps import Steps
from autograder.reports.wrapping import Wrapped


def render_finish(report: ScoreReport, say: Language) -> RenderableType:
    """What was reached, drawn as all shapes are, and what can still be done with it."""
    units, exercises = len(report.units), len(report.exercises)
    if exercises < 2:
        return Group()
    points = int(report.points + report.extra_points)
    names = say(N_("units")), say(N_("exercises")), say(N_("points"))
    reached = Shown(label="", kind="", text="", shape=(units, exercises, points), sides=names)
    first, last = report.exercises[0], report.exercises[-1]
    sentence = N_("Everything here is solved, from “{first}” to “{last}”.")
    said = say(sentence, first=say.pick(first.title), last=say.pick(last.title))
    lines = boxes(reached, (), EXPECTED, named=True)[:-1]
    steps = [
        (say(N_("Other cases")), "python grade.py --examples 300"),
        (say(N_("Look back")), "python grade.py progress"),
    ]
    return Group(
        Text(),
        *(Text("  ", style="bold green").append_text(line) for line in lines),
        Text(),
        Wrapped(Text(said, style="bold green")),
        Wrapped(Text(say(N_("Every property held on every case that was drawn for you.")))),
        Text(),
        Steps(steps),
    )
