"""Isolated autograding as steps of nbgrader's own: mark, then save what was marked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades
from nbgrader.utils import is_grade, is_solution
from traitlets import Unicode

from autograder.batch.work import Outcome, unpacked
from autograder.exercise import Exercise, House
from autograder.grading.score_report import ScoreReport
from autograder.intake.refusal import SubmissionError
from autograder.language import N_, Language, language
from autograder.nbgrader_course.ids import exercise_of
from autograder.nbgrader_course.kept import keep_report, report_file
from autograder.nbgrader_course.marking import check_level, marking_of
from autograder.nbgrader_course.outputs import note_output, outputs_of
from autograder.nbgrader_course.scores import cell_scores, result_of

_SCORES = "torch_kata_scores"  # by the name of the grade cell; None is for a person to give
_BY_HAND = N_(
    "This test is not one of Torch Kata's: no code of a student's was run in this notebook, so a "
    "person has to give the points."
)


class GradeIsolated(NbGraderPreprocessor):  # type: ignore[misc] # nbgrader has no types
    """In the place of Execute: the notebook is not run, its exercises are graded in workers.

    What is graded is the text of the notebook as it was submitted; which cells hold points, and
    how many, the gradebook says.
    """

    deck = Unicode("marking.deck", help="The deck to mark on, relative to the course.").tag(
        config=True
    )
    house = Unicode("", help="The folder with assignments/; by default the kit's own.").tag(
        config=True
    )
    lang = Unicode("en", help="The language of the feedback: en or zh.").tag(config=True)
    lowest_level = Unicode("B", help="The lowest level of isolation to mark at.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Grade, show the feedback in the grade cells, and pass the scores on."""
        facts = resources["nbgrader"]
        house = House(Path(self.house)) if self.house else House()
        with Gradebook(facts["db_url"]) as gradebook:
            known = gradebook.find_notebook(facts["notebook"], facts["assignment"])
            worth = {cell.name: float(cell.max_score) for cell in known.grade_cells}
        exercises = {name: e for name in worth if (e := exercise_of(house, name)) is not None}
        course = self.parent.parent.coursedir  # of the exporter's converter
        step, student, assignment = (
            course.submitted_directory,
            facts["student"],
            facts["assignment"],
        )
        folder = Path(course.format_path(step, student, assignment))
        file = folder / f"{facts['notebook']}.ipynb"
        root = Path(course.root)
        report, refusal = self._marked(house, list(exercises.values()), file, root, facts)
        say = language(self.lang)
        scores = _scores(report, refusal, exercises, worth)
        for cell in nb.cells:
            if is_grade(cell) and not is_solution(cell) and cell.cell_type == "code":
                name = cell.metadata.nbgrader["grade_id"]
                shown = _outputs(report, refusal, exercises.get(name), scores.get(name), say)
                cell.outputs = [NotebookNode(_nodes(output)) for output in shown]
        keep_report(
            report, report_file(root, facts["student"], facts["assignment"], facts["notebook"])
        )
        resources[_SCORES] = scores
        return nb, resources

    def _marked(
        self, house: House, exercises: list[Exercise], file: Path, root: Path, facts: Any
    ) -> tuple[ScoreReport | None, str]:
        """The report; or why there is none, in the language of the feedback."""
        if not exercises:
            return None, ""
        say = language(self.lang)
        try:
            marking = marking_of(house, exercises, root / self.deck)
            outcome: Outcome = marking.mark(facts["student"], file)
        except SubmissionError as error:
            return None, error.said(say)
        report = unpacked(outcome.report)
        if report is None:
            return None, say.pick(outcome.note) if outcome.note else ""
        check_level(report, self.lowest_level)
        return report, ""


class SaveIsolatedGrades(SaveAutoGrades):  # type: ignore[misc] # nbgrader has no types
    """SaveAutoGrades with the scores that GradeIsolated has passed on."""

    def _add_score(self, cell: NotebookNode, resources: Any) -> None:
        if is_solution(cell) or cell.cell_type != "code":
            super()._add_score(cell, resources)
            return
        grade = self.gradebook.find_grade(
            cell.metadata["nbgrader"]["grade_id"],
            self.notebook_id,
            self.assignment_id,
            self.student_id,
        )
        grade.auto_score = resources[_SCORES].get(cell.metadata["nbgrader"]["grade_id"])
        grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
        self.gradebook.db.commit()


def _scores(
    report: ScoreReport | None,
    refusal: str,
    exercises: dict[str, Exercise],
    worth: dict[str, float],
) -> dict[str, float | None]:
    if report is None:
        return dict.fromkeys(exercises, 0.0 if refusal else None)
    return cell_scores(report, exercises, worth)


def _outputs(
    report: ScoreReport | None,
    refusal: str,
    exercise: Exercise | None,
    score: float | None,
    say: Language,
) -> list[dict[str, Any]]:
    if exercise is None:
        return note_output(say(_BY_HAND), None)
    if report is None:
        return note_output(refusal, score)
    result = result_of(report, exercise)
    return outputs_of(result, score, say) if result is not None else []


def _nodes(output: dict[str, Any]) -> dict[str, Any]:
    """An output whose parts are nodes too, as nbformat has them."""
    return {k: NotebookNode(v) if isinstance(v, dict) else v for k, v in output.items()}
