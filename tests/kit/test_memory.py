"""What a house remembers: verdicts, streaks and hints, whole after anything that goes wrong."""

import os
import subprocess
import sys

import pytest

from autograder.memory import (
    Memory,
    MemoryFileError,
    Remembered,
    digest_of,
    read_memory,
    update_memory,
    with_gradings,
    with_hint,
    without_hints,
)

PATH = "02_creation/add_batch.py"


def graded(verdict):
    return Remembered(verdict=verdict, points=0, most=10, digest="d", when=1.0)


def after(*verdicts, memory=None):
    memory = memory or Memory()
    for verdict in verdicts:
        memory = with_gradings(memory, {PATH: graded(verdict)})
    return memory


def test_an_exercise_is_solved_as_long_as_its_last_grading_passed():
    assert after("WRONG", "PASSED").exercises[PATH].solved
    assert not after("PASSED", "WRONG").exercises[PATH].solved


def test_a_streak_counts_first_solutions_and_ends_where_a_solved_one_breaks():
    assert after("PASSED", "PASSED").streak == 1
    two = with_gradings(after("PASSED"), {"02_creation/other.py": graded("PASSED")})
    assert two.streak == 2
    assert after("WRONG", memory=two).streak == 0
    assert after("WRONG", "PASSED", memory=two).streak == 0


def test_hints_are_remembered_as_far_as_they_were_read():
    memory = with_hint(with_hint(Memory(), PATH, 2), PATH, 1)
    assert memory.hints == {PATH: 2}
    assert without_hints(memory, PATH).hints == {}


def test_line_ends_make_no_other_text():
    assert digest_of("a\r\nb") == digest_of("a\nb") != digest_of("a b")


def test_what_was_written_is_read_again_and_git_ignores_it(tmp_path):
    update_memory(tmp_path, lambda memory: with_hint(memory, PATH, 1))
    assert read_memory(tmp_path).hints == {PATH: 1}
    assert (tmp_path / ".torch_kata" / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is damaged"),
        (b'{"version": 1, "exercises": []}', "is damaged"),
        (b"\xff\xfe", "is damaged"),
        (b'{"version": 2}', "another version"),
    ],
)
def test_a_file_that_cannot_be_used_is_said_and_left_as_it_is(tmp_path, raw, said):
    file = tmp_path / ".torch_kata" / "progress.json"
    file.parent.mkdir()
    file.write_bytes(raw)
    with pytest.raises(MemoryFileError, match=said):
        update_memory(tmp_path, lambda memory: memory)
    assert file.read_bytes() == raw


def test_where_nothing_can_be_written_that_is_said(tmp_path):
    (tmp_path / ".torch_kata").write_text("a file")
    with pytest.raises(MemoryFileError, match="cannot be written"):
        update_memory(tmp_path, lambda memory: memory)


def test_several_processes_at_once_lose_nothing(tmp_path):
    code = (
        "import sys; from pathlib import Path; from autograder.memory import *\n"
        "for i in range(20):\n"
        "    update_memory(Path(sys.argv[1]), lambda m: with_hint(m, f'{sys.argv[2]}-{i}', 1))\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name], env=os.environ)
        for name in "abc"
    ]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert len(read_memory(tmp_path).hints) == 60
    assert sorted(p.name for p in (tmp_path / ".torch_kata").iterdir()) == [
        ".gitignore",
        "lock",
        "progress.json",
    ]
