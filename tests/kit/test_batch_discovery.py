"""Who handed in what: every form that courses have, rosters, versions, what is nobody's."""

import csv
import io
import os
from collections import Counter
from dataclasses import replace

import pytest
from class_forms import FORMS, archive_of, write_class, write_roster
from classes import make_class

from autograder.batch.discover import discover
from autograder.batch.people import join, take_in
from autograder.batch.roster import Roster, read_roster
from autograder.exercise import House
from autograder.intake.refusal import SubmissionError
from autograder.language import SaidError

HOUSE = House()
UNIT = ("02_creation",)
UNIFORM = "02_creation/uniform.py"
TEXT = "def uniform(shape, low, high, generator):\n    return {}\n"


@pytest.fixture(scope="module")
def made():
    """A class in which no two are called the same."""
    many = make_class(60, units=UNIT, missing=0.1, late=0.3)
    names = Counter(student.name for student in many.students)
    return replace(many, students=tuple(s for s in many.students if names[s.name] == 1))


def found_in(folder, roster=None):
    """Everybody by what they are called, and what is nobody's."""
    people = Roster() if roster is None else read_roster(roster)
    discovery = discover(folder)
    candidates, nobodys = join(discovery, people, HOUSE.exercises)
    return {c.person.student: c for c in candidates}, [*discovery.unknown, *nobodys]


def taken(folder, candidate):
    return take_in(discover(folder).root, candidate, HOUSE.exercises)


def table(path, rows, **how):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", **how).writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


@pytest.mark.parametrize("form", FORMS)
def test_everybody_on_the_roster_is_found_in_every_form(made, tmp_path, form):
    write_class(made, tmp_path / "handed", form)
    write_roster(made, tmp_path / "roster.csv")
    people, unknown = found_in(tmp_path / "handed", tmp_path / "roster.csv")
    assert set(people) == {s.login for s in made.students}
    assert not unknown
    for student in made.students:
        candidate = people[student.login]
        assert candidate.listed
        assert bool(candidate.counting) is not student.missing
        if not student.missing:
            held = taken(tmp_path / "handed", candidate).files
            assert {path for path in held if path in student.files} == set(student.files)


@pytest.mark.parametrize("form", ["folders", "zips", "clones", "mixed"])
def test_without_a_roster_the_names_of_files_say_who_it_is(made, tmp_path, form):
    write_class(made, tmp_path, form)
    people, unknown = found_in(tmp_path)
    assert {name.removeprefix("torch-kata-") for name in people} == {
        s.login for s in made.students if not s.missing
    }
    assert not unknown


def test_canvas_tells_who_was_late_and_of_two_versions_the_newest_counts(made, tmp_path):
    write_class(made, tmp_path / "handed", "canvas")
    write_roster(made, tmp_path / "roster.csv")
    people, _ = found_in(tmp_path / "handed", tmp_path / "roster.csv")
    again = [s for s in made.students if s.before is not None and not s.missing]
    assert again
    for student in made.students:
        candidate = people[student.login]
        assert candidate.late is (student.late and not student.missing)
        assert len(candidate.superseded) == (student in again)
        if student in again:
            assert "_9" in candidate.superseded[0]
            assert taken(tmp_path / "handed", candidate).files == student.files


def test_moodles_files_of_one_person_are_one_submission(tmp_path):
    for name, value in (("uniform.py", "one"), ("long_zeros.py", "two")):
        path = tmp_path / f"Zoë Müller_7001_assignsubmission_file_{name}"
        path.write_text(value)
    (tmp_path / "Zoë Müller_7001_assignsubmission_onlinetext.html").write_text("hello")
    people, unknown = found_in(tmp_path)
    (candidate,) = people.values()
    assert taken(tmp_path, candidate).files == {
        "02_creation/uniform.py": "one",
        "02_creation/long_zeros.py": "two",
    }
    assert [one.note.en for one in unknown] == [
        "It was typed into the course system; there is no file to grade."
    ]


def test_an_nbgrader_tree_is_read_with_its_time_stamps(tmp_path):
    folder = tmp_path / "submitted" / "ada" / "02_creation"
    folder.mkdir(parents=True)
    (folder / "uniform.py").write_text(TEXT.format(1))
    (folder / "timestamp.txt").write_text("2026-11-20 09:30:00.123456 UTC")
    people, _ = found_in(tmp_path)
    assert people["ada"].at == "2026-11-20T09:30:00Z"
    assert taken(tmp_path, people["ada"]).files == {UNIFORM: TEXT.format(1)}


def test_of_what_is_handed_in_twice_the_newest_counts(tmp_path):
    for name, value, age in (("ada.zip", 1, 100), ("ada-2.zip", 2, 200), ("ada (3).zip", 3, 300)):
        path = tmp_path / name
        path.write_bytes(archive_of({UNIFORM: TEXT.format(value)}))
        os.utime(path, (1_000_000_000 - age, 1_000_000_000 - age))  # the number says it, not this
    roster = table(tmp_path / "roster", [["login"], ["ada"]])
    roster = roster.rename(tmp_path.parent / "roster.csv")
    people, _ = found_in(tmp_path, roster)
    assert people["ada"].superseded == ("ada-2.zip", "ada.zip")
    assert taken(tmp_path, people["ada"]).files == {UNIFORM: TEXT.format(3)}


def test_who_is_on_no_roster_is_graded_and_said_and_who_is_missing_is_there(tmp_path):
    (tmp_path / "handed").mkdir()
    for name in ("ada", "eve"):
        (tmp_path / "handed" / f"{name}.zip").write_bytes(archive_of({UNIFORM: "x = 1"}))
    roster = table(tmp_path / "roster.csv", [["login", "name"], ["ada", "Ada"], ["bo", "Bo"]])
    people, _ = found_in(tmp_path / "handed", roster)
    assert [(c.listed, bool(c.counting)) for c in people.values()] == [
        (True, True),
        (True, False),
        (False, True),
    ]


def test_what_is_no_submission_is_listed_and_not_dropped(tmp_path):
    (tmp_path / "notes.docx").write_text("x")
    (tmp_path / "grades.csv").write_text("x")
    (tmp_path / "link").symlink_to("/etc")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / ".DS_Store").write_text("x")
    (tmp_path / "__MACOSX").mkdir()
    people, unknown = found_in(tmp_path)
    assert not people
    assert sorted(one.path for one in unknown) == ["grades.csv", "link", "notes.docx", "pipe"]


def test_an_archive_in_somebodys_folder_is_opened_and_says_what_is_wrong_with_it(tmp_path):
    for name, data in (("ada", archive_of({UNIFORM: "x = 1"})), ("bo", b"PK\x03\x04 no archive")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "homework.zip").write_bytes(data)
    people, _ = found_in(tmp_path)
    assert taken(tmp_path, people["ada"]).files == {UNIFORM: "x = 1"}
    with pytest.raises(SubmissionError, match=r"homework\.zip"):
        taken(tmp_path, people["bo"])


def test_what_cannot_be_opened_is_refused_with_a_reason(tmp_path):
    (tmp_path / "ada.zip").write_bytes(b"PK\x03\x04 no archive")
    people, _ = found_in(tmp_path)
    with pytest.raises(SubmissionError):
        taken(tmp_path, people["ada"])


@pytest.mark.parametrize(
    ("rows", "how"),
    [
        ([["login", "name", "email", "id"], ["ada", "Ada Lee", "al@x.org", "7"]], {}),
        ([["Student", "ID", "SIS Login ID", "Section"], ["Lee, Ada", "7", "ada", "1"]], {}),
        ([["First name", "Last name", "Username"], ["Ada", "Lee", "ada"]], {"delimiter": ";"}),
        ([["姓名", "学号", "账号"], ["Ada Lee", "7", "ada"]], {"delimiter": "\t"}),
    ],
)
def test_a_roster_is_read_whatever_its_columns_are_called(tmp_path, rows, how):
    roster = read_roster(table(tmp_path / "roster.csv", rows, **how))
    (person,) = roster.people
    assert (person.student, person.name) == ("ada", "Ada Lee")
    for call in ("ADA", "Ada Lee", "leeada", "hw1-ada", "ada_final"):
        assert roster.find(call) == person
    assert roster.find("adam") is None


def test_a_name_that_two_share_finds_neither_and_is_said(tmp_path):
    rows = [["login", "name"], ["ann1", "Ann Lee"], ["ann2", "Ann Lee"]]
    roster = table(tmp_path / "roster.csv", rows)
    assert read_roster(roster).find("Ann Lee") is None
    assert read_roster(roster).find("ann2").student == "ann2"
    handed = tmp_path / "handed" / "Ann Lee_7001_assignsubmission_file"
    handed.mkdir(parents=True)
    people, _ = found_in(handed.parent, roster)
    assert [name for name, one in people.items() if not one.listed] == ["Ann Lee_7001"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"", "is empty"),
        (b"colour,size\nred,1\n", "names nobody"),
        (b"login\nada\nada\n", "has ada twice"),
        (b"login\n\xff\xfe\xfa\n", "is not UTF-8 text"),
    ],
)
def test_a_roster_that_cannot_be_used_gets_one_sentence(tmp_path, text, sentence):
    path = tmp_path / "roster.csv"
    path.write_bytes(text)
    with pytest.raises(SaidError, match=sentence):
        read_roster(path)
