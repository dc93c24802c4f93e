"""Folders that hold more than files: links, pipes, sockets, and what changes meanwhile."""

import os
import socket
from contextlib import suppress
from pathlib import Path

import pytest
from archives import EXERCISES, FILES, PICK, SOURCE, UNIFORM, below, write_folder

from autograder.exercise import House
from autograder.intake import disk
from autograder.intake.limits import Limits
from autograder.intake.open import open_submission
from autograder.intake.refusal import SubmissionError
from autograder.submission import UnreadableError

pytestmark = pytest.mark.timeout(20)  # a pipe that is waited for would hang
TARGETS = ["/etc/passwd", str(House().reference(UNIFORM)), "../04_indexing/pick.py", "nowhere"]


@pytest.fixture(params=["below open folders", "by path"], autouse=True)
def way(request, monkeypatch):
    """Both ways to open files: that of POSIX, and the one for systems that lack it."""
    if request.param == "by path":
        monkeypatch.setattr(disk, "_BELOW", False)
        monkeypatch.setattr(disk, "_NO_LINK", 0)
    return request.param


def take_in(path, **options):
    return open_submission(path, EXERCISES, **options)


def refused(path, **options):
    with pytest.raises(SubmissionError) as caught:
        take_in(path, **options)
    return caught.value.code


def code(submission, exercise=UNIFORM):
    with pytest.raises(UnreadableError) as caught:
        submission.source(exercise)
    return caught.value.code


def replace_by_link(path, target):
    path.unlink() if path.is_file() else path.rename(path.with_name("moved"))
    path.symlink_to(target)


@pytest.mark.parametrize("where", ["", "assignments", "student", "student/assignments"])
@pytest.mark.parametrize("target", TARGETS)
def test_a_link_in_place_of_a_file_is_not_followed(tmp_path, where, target):
    write_folder(tmp_path / where)
    replace_by_link(tmp_path / where / UNIFORM.path, target)
    submission = take_in(tmp_path)
    assert code(submission) == "link"
    assert submission.source(PICK)


@pytest.mark.parametrize("where", ["", "assignments", "student/assignments"])
def test_a_link_in_place_of_a_unit_hides_its_exercises(tmp_path, where):
    elsewhere = write_folder(tmp_path / "elsewhere")
    folder = write_folder(tmp_path / "submission" / where)
    replace_by_link(folder / UNIFORM.unit, elsewhere / UNIFORM.unit)
    submission = take_in(tmp_path / "submission")
    assert code(submission) == "link"
    assert submission.source(PICK)


def test_a_link_in_place_of_assignments_is_refused(tmp_path):
    write_folder(tmp_path / "elsewhere")
    (tmp_path / "submission").mkdir()
    (tmp_path / "submission" / "assignments").symlink_to(tmp_path / "elsewhere")
    assert refused(tmp_path / "submission") == "link"


def test_a_link_in_place_of_the_one_folder_is_not_followed(tmp_path):
    write_folder(tmp_path / "elsewhere")
    (tmp_path / "submission").mkdir()
    (tmp_path / "submission" / "student").symlink_to(tmp_path / "elsewhere")
    assert refused(tmp_path / "submission") == "no_exercises"


def test_a_link_to_a_submission_is_followed_only_for_who_names_it(tmp_path):
    write_folder(tmp_path / "submission")
    (tmp_path / "link").symlink_to("submission")
    assert take_in(tmp_path / "link").source(UNIFORM) == SOURCE
    assert refused(tmp_path / "link", follow=False) == "unknown_form"


def test_links_that_lead_in_a_circle_end(tmp_path):
    write_folder(tmp_path)
    (tmp_path / "02_creation" / "again").symlink_to("..")
    (tmp_path / "loop").symlink_to("loop")
    assert take_in(tmp_path).source(UNIFORM) == SOURCE
    assert refused(tmp_path / "loop") in ("unopened", "unknown_form")


def test_a_pipe_is_not_waited_for(tmp_path):
    write_folder(tmp_path)
    (tmp_path / UNIFORM.path).unlink()
    os.mkfifo(tmp_path / UNIFORM.path)
    os.mkfifo(tmp_path / "assignments")
    os.mkfifo(tmp_path / "pipe")
    submission = take_in(tmp_path)
    assert code(submission) == "not_a_file"
    assert submission.source(PICK)
    assert refused(tmp_path / "pipe") == "unknown_form"


def test_a_socket_is_no_file(tmp_path, monkeypatch):
    write_folder(tmp_path)
    (tmp_path / UNIFORM.path).unlink()
    monkeypatch.chdir(tmp_path)  # the names of sockets are short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(UNIFORM.path)
        assert code(take_in(tmp_path)) == "not_a_file"


@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero"])
def test_a_device_is_no_submission(device):
    assert refused(Path(device)) == "unknown_form"


def test_a_file_changed_for_a_link_before_it_is_opened_is_not_followed(tmp_path, monkeypatch):
    write_folder(tmp_path)
    real = os.open

    def swapped(name, *arguments, **options):
        if str(name).endswith("uniform.py"):
            replace_by_link(tmp_path / UNIFORM.path, "/etc/passwd")
        return real(name, *arguments, **options)

    monkeypatch.setattr(disk.os, "open", swapped)
    assert code(take_in(tmp_path)) == "link"


def test_a_file_changed_for_a_pipe_before_it_is_opened_is_not_waited_for(tmp_path, monkeypatch):
    write_folder(tmp_path)
    real = os.open

    def swapped(name, *arguments, **options):
        if str(name).endswith("uniform.py"):
            (tmp_path / UNIFORM.path).unlink()
            os.mkfifo(tmp_path / UNIFORM.path)
        return real(name, *arguments, **options)

    monkeypatch.setattr(disk.os, "open", swapped)
    assert code(take_in(tmp_path)) in ("not_a_file", "link")


def test_a_unit_changed_for_a_link_after_it_was_listed_is_not_entered(tmp_path, monkeypatch):
    write_folder(tmp_path)
    write_folder(tmp_path / "elsewhere", {UNIFORM.path: "x = 1\n"})
    real = disk.listed

    def swapped(folder, most):
        entries = real(folder, most)
        if (tmp_path / UNIFORM.unit).is_dir() and not (tmp_path / UNIFORM.unit).is_symlink():
            replace_by_link(tmp_path / UNIFORM.unit, tmp_path / "elsewhere" / UNIFORM.unit)
        return entries

    monkeypatch.setattr("autograder.intake.folder.listed", swapped)
    assert code(take_in(tmp_path)) == "link"


def test_a_folder_changed_while_it_is_read_is_read_as_it_was(tmp_path, monkeypatch, way):
    write_folder(tmp_path / "submission")
    write_folder(tmp_path / "elsewhere", {UNIFORM.path: "x = 1\n"})
    real = disk.listed

    def swapped(folder, most):
        entries = real(folder, most)
        if any(entry.name == "uniform.py" for entry in entries):
            replace_by_link(tmp_path / "submission" / UNIFORM.unit, tmp_path / "elsewhere")
        return entries

    monkeypatch.setattr("autograder.intake.folder.listed", swapped)
    submission = take_in(tmp_path / "submission")
    if way == "by path":  # it is gone, which is said
        assert code(submission) == "unreadable_file"
    else:
        assert submission.source(UNIFORM) == SOURCE


def test_a_file_that_vanished_is_said(tmp_path, monkeypatch):
    write_folder(tmp_path)
    real = disk.listed

    def vanishing(folder, most):
        entries = real(folder, most)
        (tmp_path / UNIFORM.path).unlink(missing_ok=True)
        return entries

    monkeypatch.setattr("autograder.intake.folder.listed", vanishing)
    submission = take_in(tmp_path)
    assert code(submission) in ("unreadable_file", "missing_file")
    assert submission.source(PICK)


def test_a_folder_that_cannot_be_entered_is_said(tmp_path, monkeypatch):
    write_folder(tmp_path)
    real = os.stat

    def denied(name, **options):
        if str(name).endswith(UNIFORM.unit):
            raise PermissionError(13, "Permission denied")
        return real(name, **options)

    monkeypatch.setattr(disk.os, "stat", denied)
    assert code(take_in(tmp_path)) == "unreadable_file"


def test_a_folder_with_more_files_than_submissions_have_is_refused(tmp_path):
    write_folder(tmp_path, {f"{n}.txt": "" for n in range(40)} | FILES)
    assert refused(tmp_path, limits=Limits(members=30)) == "too_many"
    assert take_in(tmp_path, limits=Limits(members=60)).source(UNIFORM) == SOURCE


def test_what_lies_where_no_exercise_can_is_not_even_listed(tmp_path):
    write_folder(tmp_path, below("data/deep", {f"{n}.bin": "" for n in range(50)}) | FILES)
    assert take_in(tmp_path, limits=Limits(members=20)).source(UNIFORM) == SOURCE


def test_every_file_is_closed_again(tmp_path):
    write_folder(tmp_path, FILES | below("assignments"))
    (tmp_path / "04_indexing" / "link").symlink_to("/etc")
    before = sorted(Path("/proc/self/fd").iterdir())
    for path in (tmp_path, tmp_path / UNIFORM.path, tmp_path / "nothing", tmp_path / "notes.md"):
        with suppress(SubmissionError):
            take_in(path, limits=Limits(members=7))
        with suppress(SubmissionError):
            take_in(path)
    assert sorted(Path("/proc/self/fd").iterdir()) == before
