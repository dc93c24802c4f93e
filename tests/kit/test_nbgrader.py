"""A course in the unmodified nbgrader, from the first notebook to the last score; nothing gains."""

import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import msgspec
import nbgrader_class
import pytest
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader_class import UNIT
from traitlets.config import Config

from autograder.exercise import House
from autograder.grading.class_record import Status, decode_class
from autograder.grading.score_report import ScoreReport
from autograder.nbgrader_course.class_of import Read

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nbgrader's exchange needs POSIX")
EXPORTER = "autograder.nbgrader_course.export.ScoreReports"
GIVEN_BY_HAND = """
UPDATE grade SET manual_score = 7
WHERE cell_id IN (SELECT id FROM base_cell WHERE name = ?)
AND notebook_id IN (
    SELECT submitted_notebook.id FROM submitted_notebook
    JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
    WHERE student_id = ?
)
"""
SCORES = {
    "ada": 60, "deleted": 60, "empty": 0, "forged": 0, "hostile": 0, "partly": 20, "warns": 60,
    "wrong": 0,
}  # fmt: skip


class Course:
    """A course in a temporary folder, and nbgrader to run in it."""

    def __init__(self, root):
        self.root = root
        self.folder = root / "course"
        self.student = root / "student"
        self.exchange = root / "exchange"
        for folder in (self.student, self.exchange):
            folder.mkdir()

    def nbgrader(self, *commands):
        """Run commands, each in a folder, and expect that all of them succeed."""
        file = self.root / "commands.json"
        file.write_text(json.dumps([[str(folder), list(rest)] for folder, *rest in commands]))
        ran = subprocess.run(
            [sys.executable, str(Path(__file__).with_name("nbgrader_commands.py")), str(file)],
            capture_output=True,
            text=True,
            timeout=250,
            env={
                **os.environ,
                "JUPYTER_DATA_DIR": str(self.root / "jupyter"),
                "IPYTHONDIR": str(self.root / "ipython"),
                "TORCH_KATA_LANG": "en",
            },
        )
        assert ran.returncode == 0, ran.stderr
        assert json.loads(ran.stdout.splitlines()[-1]) == [0] * len(commands), ran.stderr
        self.printed = ran.stdout
        return ran.stderr

    def notebook(self, step, student="", unit=UNIT):
        path = self.folder / step / student / unit / f"{unit}.ipynb"
        return json.loads(path.read_text(encoding="utf-8"))

    def total(self, name="grades.csv"):
        with (self.folder / name).open() as file:
            return {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}


def exchanged(course):
    root = f"--Exchange.root={course.exchange}"
    whose = ["--course", "course", root, f"--Exchange.cache={course.root / 'cache'}"]
    return root, whose


@pytest.fixture(scope="module")
def course(cli, tmp_path_factory):
    """A course that was released, fetched, handed in, collected, graded and exported."""
    found = Course(tmp_path_factory.mktemp("nbgrader"))
    made = cli("nbgrader", "init", found.folder, "--unit", UNIT, "--seed", 1)
    assert made.returncode == 0, made.stderr
    root, whose = exchanged(found)
    found.nbgrader(
        (found.folder, "generate_assignment", UNIT),
        (found.folder, "release_assignment", UNIT, root),
        (found.student, "fetch_assignment", UNIT, *whose),
    )
    fetched = found.student / UNIT / f"{UNIT}.ipynb"
    released = json.loads(fetched.read_text(encoding="utf-8"))
    solved = nbgrader_class.with_solutions(released, nbgrader_class.RIGHT)
    fetched.write_text(json.dumps(solved), encoding="utf-8")
    for student, notebook in nbgrader_class.the_class(released, found.folder).items():
        nbgrader_class.hand_in(found.folder, student, notebook)
    found.said = found.nbgrader(
        (found.student, "submit", UNIT, *whose, "--CourseDirectory.student_id=ada"),
        (found.folder, "collect", UNIT, root),
        (found.folder, "autograde", UNIT),
        (found.folder, "generate_feedback", UNIT),
        (found.folder, "export", "--to", str(found.folder / "grades.csv")),
        (found.folder, "export", f"--exporter={EXPORTER}", "--to", str(found.root / "reports")),
    )
    return found


@pytest.fixture(scope="module")
def graded(course, cli):
    """The same class, graded by `batch` on the tree that nbgrader has collected."""
    out = course.root / "results"
    deck = course.folder / "marking.deck"
    ran = cli("batch", course.folder / "submitted", "--out", out, "--unit", UNIT, "--deck", deck)
    assert ran.returncode in (0, 1), ran.stderr
    with (out / "grades.csv").open() as file:
        return out, {row["student"]: float(row["points"]) for row in csv.DictReader(file)}


def test_every_score_is_what_the_work_deserves_and_nothing_gains(course):
    assert course.total() == SCORES


def test_batch_on_the_collected_tree_gives_the_same_scores(course, graded):
    assert graded[1] == course.total()


def test_no_hostile_notebook_reached_the_gradebook_or_any_file(course):
    assert "1000" not in (course.folder / "grades.csv").read_text()
    for student in SCORES:
        assert not list((course.folder / "autograded" / student / UNIT).glob("*.db"))


def test_partial_credit_is_given_for_each_property(course):
    assert outputs_of(course, "partly", "uniform")[-1] == "10.0"


def test_feedback_shows_the_smallest_case_and_names_the_mistake(course):
    page = (course.folder / "feedback" / "wrong" / UNIT / f"{UNIT}.html").read_text()
    assert "long_zeros" in page
    text, value = outputs_of(course, "wrong", "long_zeros")
    assert "With  rows = 0" in text
    assert "The mistake" in text
    assert value == "0.0"
    assert "The mistake" in page


def test_a_deleted_grade_cell_is_put_back_and_points_are_the_gradebooks(course):
    cells = course.notebook("autograded", "deleted")["cells"]
    found = [c["metadata"]["nbgrader"] for c in cells if "nbgrader" in c["metadata"]]
    points = {m["grade_id"]: m["points"] for m in found if m["grade"]}
    assert points == {f"{UNIT}-{n}": 20 if n == "uniform" else 10 for n in nbgrader_class.RIGHT}
    assert "is missing; it is put back" in course.said


def test_forged_marks_are_taken_away(course):
    cells = course.notebook("autograded", "forged")["cells"]
    found = [c["metadata"]["nbgrader"] for c in cells if "nbgrader" in c["metadata"]]
    names = [m["grade_id"] for m in found]
    assert "bonus" not in names
    assert len(names) == len(set(names)) == 2 * len(nbgrader_class.RIGHT)


def test_the_reports_are_those_of_the_gradebook(course):
    folder = course.root / "reports"
    record = decode_class((folder / "class.json").read_bytes())
    assert {r.student: r.points for r in record.results} == SCORES
    assert {r.status for r in record.results} == {Status.GRADED}
    assert record.max_points == 60
    report = msgspec.json.decode((folder / "scores" / "wrong.json").read_bytes(), type=ScoreReport)
    (zeros,) = [e for e in report.exercises if e.name == "long_zeros"]
    assert zeros.diagnosis is not None
    page = (folder / "report.html").read_text()
    assert all(student in page for student in SCORES)
    assert (folder / "feedback" / "wrong.html").is_file()


def test_scores_given_outside_are_written_into_the_gradebook(course, graded, cli):
    database = course.root / "other.db"
    shutil.copy(course.folder / "gradebook.db", database)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE grade SET auto_score = NULL")
        connection.execute(GIVEN_BY_HAND, (f"{UNIT}-long_zeros", "ada"))
    wrote = cli("nbgrader", "scores", course.folder, graded[0], "--db", f"sqlite:///{database}")
    assert wrote.returncode == 0, wrote.stderr
    with Gradebook(f"sqlite:///{database}") as gradebook:
        record = Read(gradebook, House(), course.folder).class_record("course")
        by_hand = gradebook.find_grade(f"{UNIT}-long_zeros", UNIT, UNIT, "ada")
        assert by_hand.needs_manual_grade
    points = {result.student: result.points for result in record.results}
    assert points == SCORES | {"ada": 57}
    (ada,) = [result for result in record.results if result.student == "ada"]
    zeros = next(e for e in ada.report.exercises if e.name == "long_zeros")
    assert [prop.name for prop in zeros.properties] == ["gradebook"]


def test_late_penalties_and_points_given_by_hand_go_on_as_in_nbgrader(course, tmp_path):
    other = shutil.copytree(course.folder, tmp_path / "course")
    database = f"sqlite:///{other / 'gradebook.db'}"
    with Gradebook(database) as gradebook:
        gradebook.update_or_create_assignment(UNIT, duedate="2026-03-01 10:00:00 UTC")
        grade = gradebook.find_grade(f"{UNIT}-long_zeros", UNIT, UNIT, "partly")
        grade.manual_score = 7
        gradebook.db.commit()
    zero = "--LateSubmissionPlugin.penalty_method=zero"
    course.nbgrader((other, "autograde", UNIT, "--force", "--student", "partly", zero))
    with Gradebook(database) as gradebook:
        shown = formgrader(other).get_submission(UNIT, "partly")
        (result,) = Read(gradebook, House(), other).class_record("c", ["partly"]).results
    assert shown["autograded"]
    assert shown["needs_manual_grade"]
    assert shown["score"] == 17
    assert (result.points, result.late) == (0, True)
    assert "17 points were taken off" in result.note.en


def formgrader(folder):
    """What the pages of formgrader are made of."""
    settings = Config({"CourseDirectory": {"root": str(folder), "course_id": "course"}})
    return NbGraderAPI(config=settings)


def test_scores_need_a_gradebook(tmp_path, cli, graded):
    refused = cli("nbgrader", "scores", tmp_path, graded[0])
    assert refused.returncode == 2
    assert "generate_assignment" in refused.stderr


def outputs_of(course, student, exercise):
    cells = course.notebook("autograded", student)["cells"]
    outputs = next(c["outputs"] for c in cells if c["id"] == f"{UNIT}-{exercise}")
    return ["".join(output["data"]["text/plain"]) for output in outputs]


@pytest.mark.slow
def test_nbgraders_own_execution_works_too_where_isolation_is_switched_off(course):
    """The notebooks stand for themselves: `validate` passes, and a right one gets full points."""
    config = course.folder / "nbgrader_config.py"
    isolated = config.read_text(encoding="utf-8")
    source = str(course.folder / "source" / UNIT / f"{UNIT}.ipynb")
    config.write_text(isolated.replace("ISOLATED = True", "ISOLATED = False"), encoding="utf-8")
    timeout = "--Execute.timeout=120"
    try:
        course.nbgrader((course.folder, "validate", source, timeout))
        assert "Success" in course.printed
        for student, points in (("ada", 60), ("partly", 20)):
            course.nbgrader(
                (course.folder, "autograde", UNIT, "--force", "--student", student, timeout),
                (course.folder, "export", "--to", str(course.folder / "own.csv")),
            )
            assert course.total("own.csv")[student] == points
    finally:
        config.write_text(isolated, encoding="utf-8")
