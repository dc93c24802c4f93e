"""Made-up classes: the same from the same seed, in realistic proportions, and true verdicts."""

import csv
import io
import json
import random
import subprocess
import sys
import tarfile
import zipfile
from collections import Counter

import pytest
from class_forms import FORMS, write_class, write_roster
from class_work import Pool
from classes import make_class
from handwriting import rewritten

from autograder.exercise import House
from autograder.grading.verdict import Verdict

HOUSE = House()
UNITS = ("02_creation", "04_indexing")


@pytest.fixture(scope="module")
def made():
    return make_class(150, units=UNITS)


def test_the_same_seed_makes_the_same_class_and_another_seed_another(made):
    assert make_class(150, units=UNITS) == made
    assert make_class(150, seed=2, units=UNITS) != made


def test_most_work_is_right_and_every_kind_of_it_is_there(made):
    works = [work for student in made.students for work in student.work.values()]
    kinds = Counter(work.kind for work in works)
    assert kinds.keys() == {"reference", "alternative", "misconception", "mutant", "broken", "stub"}
    assert 0.5 < sum(work.passes for work in works) / len(works) < 0.8
    assert kinds["misconception"] > kinds["mutant"]


def test_who_copied_has_the_mistakes_of_the_other_in_other_words():
    students = {s.login: s for s in make_class(80, units=UNITS, copies=0.3, hostile=0).students}
    copied = [s for s in students.values() if s.copied_from]
    assert copied
    for student in copied:
        other = students[student.copied_from]
        kinds = [[(w.kind, w.mistake) for w in s.work.values()] for s in (student, other)]
        assert kinds[0] == kinds[1]
    assert any(s.files != students[s.copied_from].files for s in copied)


@pytest.mark.parametrize("name", ["drop_batch", "ArrayDataset", "encoder"])
def test_every_solution_stands_alone_under_the_name_of_its_exercise(name):
    (exercise,) = HOUSE.select([name])
    pool = Pool(HOUSE, exercise)
    for work in (*pool.right, *pool.mistaken, *pool.mutated):
        namespace = {}
        exec(compile(work.text, work.kind, "exec"), namespace)
        assert exercise.defined_in(namespace), work
        assert "misconception" not in work.text
        assert "autograder" not in work.text


def test_another_hand_changes_names_and_nothing_that_is_seen_from_outside():
    loop = "for x in xs:\n        total += x"
    text = f"def f(xs, base=1):\n    total = base\n    {loop}\n    return -total\n"
    hands = {rewritten(text, random.Random(hand)) for hand in range(20)}
    assert len(hands) > 10
    for hand in hands:
        namespace = {}
        exec(hand, namespace)
        assert namespace["f"]([1, 2], base=3) == -6


@pytest.mark.parametrize("name", ["long_zeros", "zero_rows_"])
def test_work_gets_the_verdict_that_it_is_said_to_have(grade_text, name):
    (exercise,) = HOUSE.select([name])
    pool = Pool(HOUSE, exercise)
    for number, work in enumerate((*pool.right, *pool.mistaken, *pool.mutated, *pool.broken)):
        if work.text is None:
            continue
        text = work.text
        if work.kind != "broken":
            text = rewritten(text, random.Random(number))
        result = grade_text(name, text)
        assert (result.verdict is Verdict.PASSED) is work.passes, text
        assert work.verdict in (None, result.verdict)
        assert not work.mistake or result.diagnosis.name == work.mistake


@pytest.mark.parametrize("form", FORMS)
def test_a_class_is_written_in_every_form(made, tmp_path, form):
    write_class(made, tmp_path, form)
    there = [student for student in made.students if not student.missing]
    again = sum(student.before is not None for student in there) if form == "canvas" else 0
    assert len(list(tmp_path.iterdir())) == len(there) + again


def test_what_is_written_is_what_was_handed_in(made, tmp_path):
    write_class(made, tmp_path, "mixed")
    students = {student.login: student for student in made.students}
    for path in tmp_path.iterdir():
        student = students[path.name.removeprefix("torch-kata-").split(".")[0]]
        assert written(path) == student.files


def written(path):
    if path.suffix == ".zip":
        archive = zipfile.ZipFile(path)
        return {name: archive.read(name).decode() for name in archive.namelist()}
    if path.suffix == ".gz":
        with tarfile.open(path) as archive:
            return {
                member.name.split("/", 1)[1]: archive.extractfile(member).read().decode()
                for member in archive.getmembers()
            }
    root = path / "assignments" if (path / ".git").exists() else path
    return {f.relative_to(root).as_posix(): f.read_text("utf-8") for f in root.rglob("*.py")}


def test_the_roster_names_also_who_handed_nothing_in(made, tmp_path):
    write_roster(made, tmp_path / "roster.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "roster.csv").read_text("utf-8"))))
    assert [row["student"] for row in rows] == [student.login for student in made.students]
    assert any(student.missing for student in made.students)


def test_the_command_writes_a_class_and_what_is_true_of_it(tmp_path):
    command = [sys.executable, "tests/kit/classes.py", str(tmp_path / "in"), "--students", "5"]
    subprocess.run([*command, "--unit", UNITS[0]], cwd=HOUSE.root, check=True)
    truth = json.loads((tmp_path / "truth.json").read_text())
    assert len(truth) == 5
    assert all(
        work["passes"] == (work["verdict"] == "PASSED")
        for s in truth.values()
        for work in s.values()
    )
