"""What a notebook shows of a grading: the feedback, where its code comes from, what is next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.text import Text

from autograder.cells.source import Source
from autograder.grading.score_report import NextStep, ScoreReport
from autograder.grading.verdict import Verdict
from autograder.language import N_, Language
from autograder.reports.escape import Harmless
from autograder.reports.feedback import render_feedback
from autograder.reports.plain_signs import PlainSigns
from autograder.reports.steps import Steps
from autograder.reports.terminal import render_next, render_rows, render_summary

_QUIET = (Verdict.PASSED, Verdict.UNSOLVED)
_COMMAND = re.compile(r"python grade\.py (?:(hint|explain) )?(?=\w)")


class AsMagics:
    """A renderable in which commands are written as a notebook has them: `%hint`, `%grade`."""

    def __init__(self, content: RenderableType) -> None:
        self._content = content

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the content."""
        for part in console.render(self._content, options):
            if "python grade.py" in part.text:
                text = _COMMAND.sub(lambda found: f"%{found[1] or 'grade'} ", part.text)
                yield Segment(text, part.style, part.control)
            else:
                yield part


def render_graded(
    report: ScoreReport, sources: Mapping[str, Source], say: Language, following: NextStep | None
) -> RenderableType:
    """A grading of cells; `sources` by the exercise's path, `following` once all is solved."""
    parts: list[RenderableType] = [*render_rows(report.exercises, say)]
    parts += [render_feedback(r, say) for r in report.exercises if r.verdict not in _QUIET]
    parts.append(render_summary(report, say))
    parts += _notes(sources, say)
    left = [r for r in report.exercises if r.verdict is not Verdict.PASSED]
    if left and all(r.verdict is Verdict.UNSOLVED for r in left):
        parts += [Text(), _help(left[0].name, say)]
    elif following is not None:
        parts += [Text(), render_next(following, say), _help(following.exercise, say)]
    return PlainSigns(AsMagics(Harmless(Group(*parts))))


def _help(name: str, say: Language) -> Steps:
    return Steps(
        [
            (say(N_("Lesson")), f"%explain {name}"),
            (say(N_("Hint")), f"%hint {name}"),
        ]
    )


def _notes(sources: Mapping[str, Source], say: Language) -> Iterator[Text]:
    """Which cells were graded, and what they need that is in none."""
    cells = sorted({cell for source in sources.values() for cell in source.cells})
    numbers = ", ".join(f"In [{cell}]" for cell in cells)
    yield Text(
        say(N_("Graded: the code of {cells}, in a process of its own."), cells=numbers), "dim"
    )
    missing = dict.fromkeys(name for source in sources.values() for name in source.missing)
    if missing:
        sentence = N_(
            "No cell defines {names}, and nothing else of the notebook is graded. Define it in a "
            "cell."
        )
        yield Text(say(sentence, names=", ".join(missing)), "bold yellow")
