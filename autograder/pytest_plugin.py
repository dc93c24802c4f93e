"""The pytest plugin: `pytest tests/properties --submission DIR` grades each property as a test."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from autograder.property import Property

if TYPE_CHECKING:
    from autograder.grading.grader import Grader
    from autograder.grading.score_report import ExerciseResult


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that say what is graded, and on which cases."""
    group = parser.getgroup("torch-kata", "grading PyTorch exercises")
    group.addoption("--submission", metavar="PATH", help="grade a folder, archive or .py file")
    group.addoption(
        "--grade-seed", type=int, metavar="N", help="draw the same cases (in CI: 0 unless given)"
    )
    group.addoption(
        "--grade-examples", type=int, default=100, metavar="N", help="cases a property (100)"
    )


def pytest_pycollect_makeitem(
    collector: pytest.Module | pytest.Class, name: str, obj: object
) -> pytest.Item | None:
    """Collect every property of a file as one test."""
    if isinstance(obj, Property) and name == obj.name:
        item: pytest.Item = PropertyItem.from_parent(collector, name=name, prop=obj)
        return item
    return None


class PropertyFailedError(Exception):
    """A submission failed a property; the message is the feedback."""


class PropertyItem(pytest.Item):
    """One property, graded for the submission that the command line names."""

    def __init__(self, *, prop: Property, **options: Any) -> None:
        super().__init__(**options)
        self.prop = prop

    def runtest(self) -> None:
        """Grade the property; raises PropertyFailedError with the feedback."""
        from autograder.grading.verdict import Verdict

        result = self._grade()
        self.user_properties.append(("points", result.points))
        self.user_properties.append(("max_points", result.max_points))
        self.user_properties.append(("verdict", result.verdict.value))
        if result.verdict is Verdict.KIT_ERROR:
            raise RuntimeError(_feedback(result))
        if result.verdict is not Verdict.PASSED:
            raise PropertyFailedError(_feedback(result))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show the feedback and nothing of the grader's own frames."""
        if excinfo.errisinstance((PropertyFailedError, RuntimeError)):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the property stands, and how it is called."""
        return self.path, None, f"{self.prop.exercise}: {self.prop.en}"

    def _grade(self) -> ExerciseResult:
        grading = self.config.stash.get(_GRADING, None)
        if grading is None:
            grading = self.config.stash[_GRADING] = _Grading(self.session)
        exercise = grading.grader.house.exercise_of(self.path)
        return grading.grader.grade(exercise, only=self.prop.name)


class _Grading:
    """The grader of one pytest session, and its workers."""

    def __init__(self, session: pytest.Session) -> None:
        from autograder.exercise import House
        from autograder.grading.grader import Grader
        from autograder.intake.open import open_submission, own_submission
        from autograder.intake.refusal import SubmissionError
        from autograder.worker.system import worker_source

        house = House()
        files = {item.path for item in session.items if isinstance(item, PropertyItem)}
        chosen = session.config.getoption("--submission")
        seed = session.config.getoption("--grade-seed")
        if seed is None:
            seed = 0 if os.environ.get("CI") else secrets.randbits(31)
        try:
            submission = (
                open_submission(Path(chosen), house.exercises) if chosen else own_submission(house)
            )
        except SubmissionError as error:
            raise pytest.UsageError(str(error)) from error
        self.workers = worker_source(sorted(files))
        examples = session.config.getoption("--grade-examples")
        self.grader: Grader = Grader(house, submission, self.workers, seed, examples)


_GRADING: pytest.StashKey[_Grading] = pytest.StashKey()


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the workers."""
    grading = config.stash.get(_GRADING, None)
    if grading is not None:
        grading.workers.close()


def _feedback(result: ExerciseResult) -> str:
    from io import StringIO

    from rich.console import Console

    from autograder.language import language, preferred
    from autograder.reports.feedback import render_feedback

    out = StringIO()
    console = Console(file=out, width=100, highlight=False)
    console.print(render_feedback(result, language(preferred())), crop=False)
    return out.getvalue()
