"""`python grade.py batch` on a made-up class: verdicts that are true, whatever ends a run."""

import csv
import os
import random
import shutil
import signal
import time

import pytest
from class_folders import COUNT, UNIT, kept, rows
from processes import below, ended

from autograder.batch.lock import locked
from autograder.batch.record import read_class
from autograder.grading.class_record import Status


@pytest.fixture
def again(graded, tmp_path):
    """The same results, to be spoiled."""
    return shutil.copytree(graded, tmp_path / "again")


def test_every_verdict_is_the_true_one(folders, graded):
    truth = folders.made.truth()
    results = {r.student: r for r in read_class(graded).results}
    assert set(results) == set(truth)
    for student, works in truth.items():
        result = results[student]
        assert result.status is (Status.GRADED if works else Status.MISSING)
        for each in result.report.exercises if result.report else ():
            want = works[f"{each.unit}/{each.name}.py"]
            assert (each.verdict.value == "PASSED") is want["passes"], (student, each)
            if want["verdict"]:
                assert each.verdict.value == want["verdict"]


def test_grades_add_up_and_who_handed_in_nothing_has_0(folders, graded):
    found = rows(graded)
    assert [*found] == sorted(found)
    for student in folders.made.students:
        row = found[student.login]
        assert (row["name"], row["id"]) == (student.name, student.identifier)
        assert row["status"] == ("missing" if student.missing else "graded")
        exercises = [float(row[f"{path.removesuffix('.py')}"]) for path in folders.made.paths]
        assert float(row["points"]) == float(row[UNIT]) == sum(exercises)


def test_everybody_has_a_page_and_there_is_a_report(folders, graded):
    pages = {path.name for path in (graded / "feedback").iterdir()}
    logins = [student.login for student in folders.made.students]
    assert pages == {f"{login}.{kind}" for login in logins for kind in ("html", "md")}
    assert (graded / "report.html").stat().st_size > 10_000


def test_a_run_again_grades_nobody_and_writes_the_same_bytes(folders, again, cli):
    before = (again / "grades.csv").read_bytes()
    done = cli(*folders.words(again))
    assert f"({sum(not s.missing for s in folders.made.students)} as before)" in done.stdout
    assert (again / "grades.csv").read_bytes() == before


def test_whoever_is_ended_by_force_loses_only_what_was_in_hand(folders, graded, tmp_path):
    killed(folders, graded, tmp_path, runs=1)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_twenty_runs_that_were_killed_finish_to_the_same_grades(folders, graded, tmp_path):
    killed(folders, graded, tmp_path, runs=20)


def killed(folders, graded, tmp_path, runs):
    draw = random.Random(runs)
    for number in range(runs):
        out = tmp_path / f"out{number}"
        process = folders.start(out)
        after = draw.randrange(COUNT // 2)
        limit = time.monotonic() + 60
        while kept(out) <= after and process.poll() is None and time.monotonic() < limit:
            time.sleep(draw.random() * 0.05)
        children = below(process.pid)
        process.kill()
        process.communicate()
        assert ended(children)
        had = kept(out)
        assert had > after
        finish = folders.start(out)
        said, _ = finish.communicate(timeout=120)
        assert finish.returncode == 0, said
        assert f"({had} as before)" in said
        assert (out / "grades.csv").read_bytes() == (graded / "grades.csv").read_bytes()


def test_ctrl_c_stops_at_once_says_what_is_left_and_leaves_no_process(folders, tmp_path):
    process = folders.start(tmp_path / "out", "--jobs", "1")
    while not kept(tmp_path / "out") and process.poll() is None:
        time.sleep(0.02)
    children = below(process.pid)
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Run the same again to go on." in said
    assert "Traceback" not in said
    assert ended(children)


def test_two_runs_at_once_the_second_says_so(folders, again, cli):
    with locked(again):
        done = cli(*folders.words(again))
    assert done.returncode == 2
    assert f"process {os.getpid()}" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_what_is_no_submission_is_named(folders, again, tmp_path, cli):
    handed = shutil.copytree(folders.handed, tmp_path / "handed")
    (handed / "notes.docx").write_text("x")
    words = [str(handed) if word == str(folders.handed) else word for word in folders.words(again)]
    done = cli(*words)
    assert "Not recognised, not graded: notes.docx" in done.stdout
    assert [one.path for one in read_class(again).unknown] == ["notes.docx"]


def test_other_gradebooks_are_filled_in(folders, again, tmp_path, cli):
    students = [s for s in folders.made.students if not s.missing]
    canvas, moodle = tmp_path / "canvas.csv", tmp_path / "moodle.csv"
    lines = ["Student,ID,SIS Login ID,Section", "    Points Possible,,,"]
    lines += [f'"{s.name}",{s.identifier},{s.login},1' for s in students[1:]]
    canvas.write_text("\n".join(lines) + "\n")
    lines = ["Identifier,Full name,Email address,Grade,Maximum Grade"]
    lines += [f'Participant {n},"{s.name}",{s.email},,6' for n, s in enumerate(students)]
    moodle.write_text("\n".join(lines) + "\n")
    done = cli(*folders.words(again, "--canvas", canvas, "--moodle", moodle, "--title", "HW 1"))
    assert f"Not in canvas.csv: {students[0].login}" in done.stdout
    points = {name: float(row["points"]) for name, row in rows(again).items()}
    with (again / "canvas-canvas.csv").open() as file:
        marks = list(csv.DictReader(file))
    assert {m["SIS Login ID"]: float(m["HW 1"]) for m in marks[1:]} == {
        s.login: points[s.login] for s in students[1:]
    }
    with (again / "moodle-moodle.csv").open() as file:
        found = {m["Email address"]: float(m["Grade"]) for m in csv.DictReader(file)}
    assert found == {s.email: pytest.approx(points[s.login] / 10, abs=0.01) for s in students}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("--roster", "{nothing}"), "cannot be read"),
        (("--deck", "{nothing}"), "nothing"),
        (("--unit", "99_none"), "99_none"),
        (("--seconds", "0"), "--seconds is a whole number"),
    ],
)
def test_bad_input_gets_one_sentence(folders, tmp_path, cli, change, sentence):
    option, value = change
    words = [*folders.words(tmp_path / "out"), option, value.format(nothing=tmp_path / "nothing")]
    done = cli(*words)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_a_folder_without_submissions_is_said(folders, tmp_path, cli):
    (tmp_path / "empty").mkdir()
    done = cli("batch", tmp_path / "empty", "--out", tmp_path / "out", "--deck", folders.deck)
    assert done.returncode == 2
    assert "holds no submission" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]


def test_whose_exercises_are_the_same_is_listed_where_it_is_asked(folders, again, tmp_path, cli):
    handed = shutil.copytree(folders.handed, tmp_path / "handed")
    lines = "".join(f"    x = x * {n} + {n % 7}\n" for n in range(90))
    text = f"def long_zeros(x, y):\n{lines}    return x\n"
    for name, variable in (("copied1", "x"), ("copied2", "value")):
        (handed / name).mkdir()
        (handed / name / "long_zeros.py").write_text(text.replace("x", variable))
    words = [str(handed) if word == str(folders.handed) else word for word in folders.words(again)]
    done = cli(*words, "--similar")
    assert "2 students, in one group, have exercises alike" in done.stdout
    with (again / "similar.csv").open(encoding="utf-8") as file:
        rows_ = list(csv.DictReader(file))
    assert [row["student"] for row in rows_] == ["copied1", "copied2"]
    assert {row["alike"] for row in rows_} == {f"{UNIT}/long_zeros"}
