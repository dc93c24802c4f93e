"""A submission is taken in whatever its form, as text, and leaves nothing behind."""

import os
import subprocess

import pytest
from archives import (
    COMPRESSIONS,
    EXERCISES,
    FILES,
    PICK,
    SOURCE,
    UNIFORM,
    below,
    tar_bytes,
    write_folder,
    zip_bytes,
)

from autograder.exercise import Exercise, House
from autograder.intake.limits import Limits
from autograder.intake.open import open_submission, own_submission, to_grade
from autograder.intake.refusal import REFUSALS, SubmissionError
from autograder.language import language
from autograder.submission import Submission, UnreadableError


def take_in(path, **options):
    return open_submission(path, EXERCISES, **options)


def refused(path, **options):
    with pytest.raises(SubmissionError) as caught:
        take_in(path, **options)
    assert "Traceback" not in str(caught.value)
    assert str(path) in str(caught.value)
    return caught.value.code


def unreadable(submission, exercise=UNIFORM):
    with pytest.raises(UnreadableError) as caught:
        submission.source(exercise)
    assert caught.value.facts["path"] == exercise.path
    return caught.value


FORMS = {
    "folder": write_folder,
    "zip": lambda path, files=FILES: path.write_bytes(zip_bytes(files)),
    **{
        f"tar.{packing}" if packing else "tar": lambda path, files=FILES, packing=packing: (
            path.write_bytes(tar_bytes(files, packing))
        )
        for packing in COMPRESSIONS
    },
}


@pytest.fixture(params=FORMS)
def made(request, tmp_path):
    """Make a submission of one form from files."""

    def make(files=FILES):
        path = tmp_path / f"submission.{request.param}"
        FORMS[request.param](path, files)
        return path

    return make


@pytest.mark.parametrize("where", ["", "assignments", "repo-main", "student/assignments"])
def test_exercises_are_found_at_the_top_in_assignments_and_below_one_folder(made, where):
    submission = take_in(made(below(where) if where else FILES))
    assert submission.source(UNIFORM) == SOURCE
    assert set(submission.files) == {UNIFORM.path, PICK.path}


def test_a_form_is_known_by_what_it_is_and_not_by_its_name(tmp_path):
    path = tmp_path / "submission"
    for data in (zip_bytes(), tar_bytes(), tar_bytes(compression="xz")):
        path.write_bytes(data)
        assert take_in(path).source(UNIFORM) == SOURCE


def test_taking_in_leaves_nothing_behind_and_reads_from_memory(made, tmp_path):
    path = made()
    before = sorted(tmp_path.rglob("*"))
    submission = take_in(path)
    assert sorted(tmp_path.rglob("*")) == before
    path.rename(tmp_path / "elsewhere")
    assert submission.source(UNIFORM) == SOURCE


def test_a_missing_exercise_is_missing(made):
    submission = take_in(made({UNIFORM.path: SOURCE}))
    assert unreadable(submission, PICK).code == "missing_file"


def test_no_exercises_at_all_are_refused(made):
    assert refused(made({"notes.md": "Notes."})) == "no_exercises"
    error = SubmissionError("no_exercises").about("x.zip", "02_creation/uniform.py")
    assert "the first would be 02_creation/uniform.py" in str(error)


def test_exercises_of_two_people_are_not_mixed(made):
    assert refused(made(below("ada") | below("bob/assignments"))) == "several"


def test_what_lies_in_assignments_counts_before_what_lies_in_another_folder(made):
    other = dict.fromkeys(FILES, "x = 1\n")
    submission = take_in(made(below("other", other) | below("assignments")))
    assert submission.source(UNIFORM) == SOURCE


def test_two_files_for_one_exercise_are_said_and_neither_is_taken(made):
    files = {f"assignments/{UNIFORM.path}": "x = 1\n", **FILES}
    submission = take_in(made(files))
    error = unreadable(submission)
    assert error.code == "claimed_twice"
    assert {error.facts["first"], error.facts["second"]} == {
        UNIFORM.path,
        f"assignments/{UNIFORM.path}",
    }
    assert submission.source(PICK)


@pytest.mark.parametrize("name", ["02_creation/Uniform.py", "02_Creation/uniform.py"])
def test_another_case_is_another_name_and_said(made, name):
    error = unreadable(take_in(made({name: SOURCE, PICK.path: ""})))
    assert (error.code, error.facts["found"]) == ("misnamed", name)


def test_names_that_only_differ_in_case_are_two_files_for_one_exercise(made):
    files = {**FILES, "02_creation/UNIFORM.py": "x = 1\n"}
    assert unreadable(take_in(made(files))).code == "claimed_twice"


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        ("x = 'é'".encode("latin-1"), "not_utf8", 1),
        ("x = 1\n".encode("utf-16"), "not_utf8", 1),
        (b"\xef\xbb\xbfx = 1\n\xff", "not_utf8", 2),
        (b"x = 1\ny = '\0'", "not_utf8", 2),
        (b"x = '\xed\xa0\x80'", "not_utf8", 1),
        (b"#" * (Limits().file + 1), "too_large", None),
    ],
)
def test_a_file_that_is_no_text_says_why_and_spoils_no_other(made, data, code, line):
    submission = take_in(made(FILES | {UNIFORM.path: data}))
    error = unreadable(submission)
    assert (error.code, error.facts.get("line")) == (code, line)
    assert submission.source(PICK)


def test_a_byte_order_mark_windows_lines_and_the_largest_file_are_fine(made):
    submission = take_in(
        made({UNIFORM.path: b"\xef\xbb\xbfx = 1\r\n", PICK.path: b"#" * Limits().file})
    )
    assert submission.source(UNIFORM) == "x = 1\r\n"
    assert len(submission.source(PICK)) == Limits().file


def test_a_folder_in_the_place_of_a_file_is_a_missing_file(made):
    files = {f"{UNIFORM.path}/x.py": SOURCE, PICK.path: ""}
    assert unreadable(take_in(made(files))).code == "missing_file"


def test_an_archive_in_a_submission_is_named_and_not_opened(made):
    assert refused(made({"inner.zip": zip_bytes()})) == "nested"
    assert refused(made({"student/inner.tar.gz": tar_bytes(compression="gz")})) == "nested"
    assert take_in(made({**FILES, "inner.zip": zip_bytes()})).source(UNIFORM) == SOURCE


def test_more_text_than_exercises_can_be_is_refused(made):
    files = below("repo", {UNIFORM.path: "#" * 900, PICK.path: "#" * 900})
    assert refused(made(files), limits=Limits(kept=1000)) == "too_large"


def test_more_members_than_a_submission_has_are_refused(made):
    files = {f"{i}.txt": "" for i in range(20)} | FILES
    assert refused(made(files), limits=Limits(members=10)) == "too_many"


def test_a_single_file_is_the_exercise_of_its_name(tmp_path):
    path = tmp_path / "uniform.py"
    path.write_text(SOURCE)
    submission = take_in(path)
    assert (submission.only, submission.source(UNIFORM)) == (UNIFORM, SOURCE)
    assert to_grade(submission, EXERCISES) == (UNIFORM,)
    with pytest.raises(SubmissionError, match="uniform, which is not one of those to grade"):
        to_grade(submission, (PICK,))


def test_a_single_file_that_cannot_be_read_says_why(tmp_path):
    path = tmp_path / "uniform.py"
    path.write_bytes(b"\xff")
    assert unreadable(take_in(path)).code == "not_utf8"


@pytest.mark.parametrize("name", ["uniform (1).py", "Uniform.py", "other.py", ".py", "x.PY"])
def test_a_single_file_of_another_name_is_no_exercise(tmp_path, name):
    (tmp_path / name).write_text(SOURCE)
    assert refused(tmp_path / name) == ("unknown_form" if name == ".py" else "not_an_exercise")


def test_the_folder_of_a_single_file_tells_exercises_of_one_name_apart(tmp_path):
    twins = (UNIFORM, Exercise("05_devices", "uniform"))
    for folder in ("05_devices", "downloads"):
        write_folder(tmp_path, {f"{folder}/uniform.py": SOURCE})
    found = open_submission(tmp_path / "05_devices" / "uniform.py", twins)
    assert found.only == twins[1]
    with pytest.raises(SubmissionError, match="is no exercise's file"):
        open_submission(tmp_path / "downloads" / "uniform.py", twins)


def test_what_is_no_submission_is_refused(tmp_path):
    assert refused(tmp_path / "nothing") == "missing"
    (tmp_path / "text.md").write_text("Words.")
    assert refused(tmp_path / "text.md") == "unknown_form"
    (tmp_path / "empty").touch()
    assert refused(tmp_path / "empty") == "unknown_form"
    assert refused(tmp_path / "text.md" / "below") == "unopened"


def test_a_clone_gives_its_work_tree_and_runs_no_hook(tmp_path):
    clone = write_folder(tmp_path / "clone")
    subprocess.run(["git", "init", "-q", clone], check=True)
    hooks = clone / ".git" / "hooks"
    for name in ("post-checkout", "pre-commit", "post-index-change", "fsmonitor-watchman"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
        (hooks / name).chmod(0o755)
    write_folder(clone / ".git", FILES)
    write_folder(clone / ".git" / "assignments", FILES)
    assert set(take_in(clone).files) == {UNIFORM.path, PICK.path}
    assert not (tmp_path / "ran").exists()
    assert refused(clone / ".git" / "hooks") == "no_exercises"


def test_hidden_folders_and_what_the_finder_adds_are_not_looked_into(made):
    hidden = below(".git") | below(".venv/assignments") | below("__MACOSX")
    assert refused(made(hidden)) == "no_exercises"
    assert take_in(made(hidden | below("student"))).source(UNIFORM) == SOURCE


def test_a_name_with_control_characters_is_shown_and_never_obeyed(tmp_path):
    path = tmp_path / "a\x1b[31m\n::notice::b.zip"
    path.write_bytes(b"PK")
    with pytest.raises(SubmissionError) as caught:
        take_in(path)
    assert "a\\x1b[31m\\n::notice::b.zip is damaged" in str(caught.value)
    write_folder(tmp_path / "c\udcff")
    take_in(tmp_path / "c\udcff").name.encode()


def test_the_assignments_of_the_house_are_its_own_submission(tmp_path):
    house = House()
    found = own_submission(house)
    assert (found.name, found.own) == ("assignments", True)
    assert found.source(UNIFORM) == house.stub(UNIFORM).read_text()
    (tmp_path / "assignments" / "02_creation").mkdir(parents=True)
    write_folder(tmp_path, {"tests/properties/02_creation/test_uniform.py": ""})
    assert own_submission(House(tmp_path)) == Submission("assignments", own=True)


@pytest.mark.parametrize("code", REFUSALS)
def test_every_refusal_is_one_sentence_in_both_languages(code):
    facts = ("name", "error", "inner", "example", "exercise", "first", "second", "limit")
    error = SubmissionError(code, **dict.fromkeys(facts, "fact"))
    said = {error.said(language(lang)) for lang in ("en", "zh")}
    assert len(said) == 2
    assert all("fact" in text and "{" not in text and "\n" not in text for text in said)


def test_a_file_that_may_not_be_read_says_so(tmp_path, monkeypatch):
    real = os.open

    def denied(name, *arguments, **options):
        if str(name).endswith(UNIFORM.name + ".py"):
            raise PermissionError(13, "Permission denied")
        return real(name, *arguments, **options)

    monkeypatch.setattr("autograder.intake.disk.os.open", denied)
    error = unreadable(take_in(write_folder(tmp_path)))
    assert (error.code, error.facts["error"]) == ("unreadable_file", "Permission denied")
