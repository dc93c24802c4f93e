"""The magics: `%grade`, `%%grade`, `%hint`, `%explain`, `%points`."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from typing import Any

from autograder.cells.source import Source, SourceError
from autograder.cli.usage import asked_language
from autograder.course import open_exercises, solved_paths
from autograder.exercise import Exercise, House
from autograder.grading.next_step import step_to
from autograder.grading.score_report import NextStep, ScoreReport
from autograder.grading.verdict import Verdict
from autograder.language import N_, Language, SaidError, language, preferred
from autograder.memory import MemoryFileError, read_memory
from autograder.notebook import lessons
from autograder.notebook.calls import understood
from autograder.notebook.display import progress
from autograder.notebook.grader import GraderProcess
from autograder.notebook.history import History
from autograder.notebook.page import render_graded
from autograder.notebook.places import in_cells
from autograder.notebook.points import points_of
from autograder.notebook.protocol import Ask, Graded, Grading, Refused
from autograder.notebook.result import Shown
from autograder.notebook.submitted import Notebook, submitted


class Magics:
    """What `%load_ext autograder` adds to a shell; it lasts as long as the kernel."""

    def __init__(self, shell: Any, house: House, grader: GraderProcess) -> None:
        self.grader = grader
        self._history = History(shell)
        self._last: Shown | None = None
        self._shell = shell
        self._house = house
        self._solved: set[str] = set()

    def grade(self, line: str, cell: str | None = None) -> Shown | None:
        """Grade exercises that cells define; as a cell magic, run the cell first."""
        return self._answer(line, lambda: self._grade(line, cell))

    def hint(self, line: str) -> Shown | None:
        """Show a hint for an exercise: each time the next, the gentlest first."""
        return self._answer(line, lambda: self._hint(line))

    def explain(self, line: str) -> Shown | None:
        """Show what the lesson says about an exercise, or about a unit."""
        return self._answer(line, lambda: self._explain(line))

    def points(self, line: str) -> float | None:
        """Grade one exercise, and give its points; where no cell defines it, there are none.

        Raises SaidError where the kit failed: nobody should take that for points.
        """
        asked = understood("points", line)
        if asked is None:
            return None
        say = language(asked["lang"] or preferred())
        try:
            shown = self._asked({**asked, "names": [asked["exercise"]]}, say, None)
        except SourceError as error:  # on standard output: what stands elsewhere costs points
            print(error.said(say))
            return 0.0
        return points_of(shown, asked["most"])

    def ended(self, result: Any) -> None:
        """A cell has ended: note how. What it has shown may be looked at again."""
        self._history.ended(result)
        if self._last is not None:
            self._last.shown = False

    def complete(self, _shell: Any, event: Any) -> list[str]:
        """Exercises and units, for whoever presses Tab."""
        names = [unit.name for unit in self._house.units]
        names += [exercise.name for exercise in self._house.exercises]
        return [name for name in names if name.startswith(event.symbol)]

    def _answer(self, line: str, ask: Callable[[], Shown | None]) -> Shown | None:
        """What came of a call; an error is one sentence."""
        say = language(asked_language(line.split()))
        try:
            return ask()
        except SaidError as error:
            print(error.said(say), file=sys.stderr)
        except KeyboardInterrupt:
            print(say(N_("Stopped.")), file=sys.stderr)
        return None

    def _hint(self, line: str) -> Shown | None:
        asked = understood("hint", line)
        if asked is None:
            return None
        say = language(asked["lang"] or preferred())
        return lessons.hint(self._house, asked["exercise"], say, asked["level"])

    def _explain(self, line: str) -> Shown | None:
        asked = understood("explain", line)
        if asked is None:
            return None
        return lessons.explain(self._house, asked["name"], language(asked["lang"] or preferred()))

    def _grade(self, line: str, cell: str | None) -> Shown | None:
        asked = understood("grade", line)
        if asked is None:
            return None
        if cell is not None and not self._shell.run_cell(cell).success:
            raise SaidError(N_("The cell ended with an error: nothing was graded."))
        only = self._history.now if cell is not None else None
        return self._asked(asked, language(asked["lang"] or preferred()), only)

    def _asked(self, asked: Mapping[str, Any], say: Language, only: int | None) -> Shown:
        notebook = Notebook(self._history.cells(), self._shell.user_ns)
        sources = submitted(self._house, notebook, asked["names"], only=only)
        ask = Ask(
            files={exercise.path: source.text for exercise, source in sources.items()},
            seed=secrets.randbits(31) if asked["seed"] is None else asked["seed"],
            examples=asked["examples"],
            device=asked["device"],
            deck=asked["deck_file"] or "",
            lang=say.code,
        )
        return self._graded(ask, {e.path: source for e, source in sources.items()}, say)

    def _graded(self, ask: Ask, sources: Mapping[str, Source], say: Language) -> Shown:
        with progress(self._shell) as told, closing(self.grader.grade(ask)) as answers:
            told.say(say(N_("Starting PyTorch")) + " …")
            for answer in answers:
                if isinstance(answer, Grading):
                    told.say(f"{answer.done + 1}/{answer.count}  {answer.name} …")
                elif isinstance(answer, Refused):
                    raise SaidError("{error}", error=answer.sentence)
                elif isinstance(answer, Graded):
                    report = in_cells(answer.report, sources)
            shown = self._shown(report, sources, say)
            told.finish(shown)
        self._last = shown
        return shown

    def _shown(self, report: ScoreReport, sources: Mapping[str, Source], say: Language) -> Shown:
        passed = [r for r in report.exercises if r.verdict is Verdict.PASSED]
        self._solved |= {Exercise(r.unit, r.name).path for r in passed}
        following = self._following(report) if len(passed) == len(report.exercises) else None
        content = render_graded(report, sources, say, following)
        return Shown(content, report=report, sources=sources)

    def _following(self, report: ScoreReport) -> NextStep | None:
        """Where the course goes on, after what was solved here and in files."""
        solved = set(self._solved)
        with suppress(MemoryFileError):
            solved |= solved_paths(read_memory(self._house.root))
        left = open_exercises(self._house, solved)
        order: Sequence[Exercise] = self._house.exercises
        last = max(order.index(Exercise(r.unit, r.name)) for r in report.exercises)
        after = [exercise for exercise in left if order.index(exercise) > last] or left
        return step_to(self._house, after[0]) if after else None
