"""The commands of somebody who learns: hint, explain, progress, start, reset."""

import subprocess
import time

import pytest
from rich.console import Console
from small_house import small_house

from autograder.cli import progress, reset, start
from autograder.cli.explain import explanation
from autograder.cli.hint import next_hint
from autograder.cli.named import one_exercise
from autograder.course import changed_since, open_exercises, opened_by
from autograder.exercise import House
from autograder.language import SaidError, language
from autograder.memory import Remembered, digest_of, read_memory, update_memory, with_gradings
from autograder.reports.lesson_page import LessonMarkdown
from autograder.stubs import SHIPPED, pack_stubs

EN, ZH = language("en"), language("zh")


@pytest.fixture
def house(tmp_path):
    return small_house(tmp_path)


def shown(renderable, width=80):
    console = Console(width=width, highlight=False)
    with console.capture() as capture:
        console.print(renderable, crop=False)
    return capture.get()


def solve(house, name, verdict="PASSED"):
    exercise = one_exercise(house, name)
    text = house.stub(exercise).read_text(encoding="utf-8")
    entry = Remembered(
        verdict=verdict, points=10, most=10, digest=digest_of(text), when=time.time()
    )
    update_memory(house.root, lambda memory: with_gradings(memory, {exercise.path: entry}))
    return exercise


def test_each_hint_is_the_next_and_after_the_last_the_last(house):
    exercise = one_exercise(house, "zero_rows_")
    said = [shown(next_hint(house, exercise, EN)) for _ in range(3)]
    assert [text.splitlines()[0] for text in said] == [
        "zero_rows_  Hint 1 of 2",
        "zero_rows_  Hint 2 of 2",
        "zero_rows_  Hint 2 of 2",
    ]
    assert "python grade.py explain zero_rows_" in said[2]


def test_a_level_that_is_named_is_shown(house):
    exercise = one_exercise(house, "zero_rows_")
    assert "Hint 1 of 2" in shown(next_hint(house, exercise, EN, level=1))
    with pytest.raises(SaidError, match="--level 3 is not one of them"):
        next_hint(house, exercise, EN, level=3)


def test_an_explanation_keeps_the_picture_and_tells_no_hint(house):
    text = shown(explanation(house, "row_and_col", EN), width=40)
    assert "    x of shape (R, C)     shape     memory\n" in text
    assert "Which axis" not in text
    assert "summary" not in text
    assert "row_and_col.py" in text


def test_an_explanation_of_a_unit_lists_its_exercises(house):
    solve(house, "row_and_col")
    text = shown(explanation(house, "04", EN))
    assert "✓ row_and_col" in text
    assert "· zero_rows_" in text


def test_a_line_break_between_chinese_characters_is_no_space_but_in_a_picture_it_stays():
    text = shown(LessonMarkdown("张量的\n形状\nand `x`\n\n```\n形\n状\n```"))
    assert "张量的形状 and x" in text
    assert "    形\n    状" in text


def test_where_a_lesson_is_missing_the_other_language_is_shown_or_it_is_said(house):
    exercise = one_exercise(house, "zero_rows_")
    house.lesson_file(exercise.unit, "zh").unlink()
    assert "Erase rows in place" in shown(explanation(house, "zero_rows_", ZH))
    house.lesson_file(exercise.unit, "en").unlink()
    with pytest.raises(SaidError) as caught:
        explanation(house, "zero_rows_", ZH)
    assert caught.value.said(ZH) == "缺少课文 04_indexing/README.zh.md。"


def test_what_builds_on_unsolved_exercises_is_not_open(house):
    assert "zero_rows_" not in {e.name for e in open_exercises(house, ())}
    step = one_exercise(house, "row_and_col")
    assert "zero_rows_" in {e.name for e in opened_by(house, step, ())}


def test_progress_counts_says_what_is_next_and_what_has_changed(house, monkeypatch, capsys):
    monkeypatch.setattr(progress, "House", lambda: house)
    solve(house, "row_and_col")
    exercise = solve(house, "zero_rows_")
    assert changed_since(house, read_memory(house.root)) == []
    house.stub(exercise).write_text("changed")
    assert progress.run(lang="en") == 0
    said = capsys.readouterr().out
    assert "2 of 13 exercises solved, 20 of" in said
    assert "2 solved in a row" in said
    assert "Changed since it was graded: zero_rows_." in said
    assert "Next: python grade.py explain filled_buffer" in said


def test_start_shows_the_first_exercise_that_is_open(house, monkeypatch, capsys):
    monkeypatch.setattr(start, "House", lambda: house)
    assert start.run(lang="en") == 0
    said = capsys.readouterr().out
    assert "filled_buffer.py" in said.replace("\n", "")
    assert "python grade.py filled_buffer" in said


@pytest.fixture
def shipped(house, monkeypatch):
    monkeypatch.setattr(reset, "House", lambda: house)
    (house.root / SHIPPED).parent.mkdir()
    (house.root / SHIPPED).write_bytes(pack_stubs(house))
    return house


def test_reset_keeps_what_was_written_under_a_name_of_its_own(shipped, capsys):
    file = shipped.stub(one_exercise(shipped, "flatten_batch"))
    stub = file.read_bytes()
    for text in ("first", "second"):
        file.write_text(text)
        assert reset.run(exercise="flatten_batch", lang="en") == 0
        assert file.read_bytes() == stub
    assert file.with_name("flatten_batch.kept-1.py").read_text() == "first"
    assert file.with_name("flatten_batch.kept-2.py").read_text() == "second"
    assert "kept in flatten_batch.kept-2.py" in " ".join(capsys.readouterr().out.split())


def test_reset_brings_a_deleted_file_back_and_leaves_a_stub_alone(shipped, capsys):
    file = shipped.stub(one_exercise(shipped, "flatten_batch"))
    stub = file.read_bytes()
    file.unlink()
    reset.run(exercise="flatten_batch", lang="en")
    reset.run(exercise="flatten_batch", lang="en")
    assert file.read_bytes() == stub
    assert "stub already" in " ".join(capsys.readouterr().out.split())
    assert list(file.parent.glob("*.kept-*")) == []


def git(house, *arguments):
    who = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", house.root, *who, *arguments], check=True, capture_output=True)


def test_reset_takes_the_newest_committed_stub_not_a_committed_solution(house, monkeypatch):
    monkeypatch.setattr(reset, "House", lambda: house)
    file = house.stub(one_exercise(house, "flatten_batch"))
    stub = file.read_bytes()
    git(house, "init", "-q")
    git(house, "add", "assignments")
    git(house, "commit", "-qm", "stubs")
    file.write_text("def flatten_batch(x):\n    return x.flatten(1)\n")
    git(house, "commit", "-qam", "solved")
    reset.run(exercise="flatten_batch", lang="en")
    assert file.read_bytes() == stub


def test_without_a_pristine_stub_nothing_is_touched(house, monkeypatch):
    monkeypatch.setattr(reset, "House", lambda: house)
    file = house.stub(one_exercise(house, "flatten_batch"))
    file.write_text("mine")
    with pytest.raises(SaidError, match="is not to be had here"):
        reset.run(exercise="flatten_batch", lang="en")
    assert file.read_text() == "mine"


def test_two_exercises_of_one_name_have_to_be_told_apart(house):
    for unit in house.units[:1]:
        for path in (
            house.assignments / unit.name / "zero_rows_.py",
            house.root / "tests" / "properties" / unit.name / "test_zero_rows_.py",
        ):
            path.write_text("")
    again = House(house.root)
    with pytest.raises(SaidError, match="name 02_creation/zero_rows_ or 04_indexing/zero_rows_"):
        one_exercise(again, "zero_rows_")
    assert one_exercise(again, "02_creation/zero_rows_").unit == "02_creation"
