"""What a session knows and shows, and its keys: plain data, without a terminal."""

import pytest

from autograder.exercise import Exercise
from autograder.grading.score_report import ExerciseResult, Text
from autograder.grading.verdict import Verdict
from autograder.watching import board as boards
from autograder.watching.board import View
from autograder.watching.keys import Command, commands_of

A, B, C = (Exercise("01_unit", name) for name in "abc")


def result(exercise, verdict=Verdict.PASSED):
    return ExerciseResult(
        unit=exercise.unit,
        name=exercise.name,
        title=Text("a", "b"),
        verdict=verdict,
        points=0,
        max_points=10,
        seconds=0,
        replay="",
    )


def all_graded(verdict=Verdict.PASSED):
    board = boards.began([A, B, C])
    for exercise in (A, B, C):
        board = boards.graded(board, exercise, result(exercise, verdict))
    return board


def test_at_first_everything_is_graded_in_order():
    board = boards.began([A, B, C])
    assert (board.waiting, board.focus, board.first_time) == ((A, B, C), None, True)
    assert not all_graded().first_time


def test_what_is_saved_comes_first_and_is_shown_and_the_rest_keeps_its_verdict():
    board = boards.saved(all_graded(), [B])
    assert (board.waiting, board.focus, board.up_to_date) == ((B,), B, False)
    assert {A, C} <= set(board.results)
    again = boards.graded(board, B, result(B, Verdict.WRONG))
    assert again.up_to_date
    assert [r.verdict for r in again.graded] == [Verdict.PASSED, Verdict.WRONG, Verdict.PASSED]


def test_a_save_while_others_wait_goes_ahead_of_them():
    assert boards.saved(boards.began([A, B, C]), [C]).waiting == (C, A, B)


def test_of_several_that_are_saved_at_once_the_one_that_is_shown_stays():
    board = boards.focused(all_graded(), C)
    assert boards.saved(board, [A, C]).focus == C
    assert boards.saved(board, [A, B]).focus == A


def test_a_file_that_was_not_chosen_changes_nothing():
    board = all_graded()
    assert boards.saved(board, [Exercise("01_unit", "other")]) is board


def test_a_smaller_case_is_looked_for_where_the_exercise_in_focus_fails_and_nothing_waits():
    board = boards.focused(all_graded(Verdict.WRONG), B)
    assert board.to_shrink == B
    assert boards.saved(board, [A]).to_shrink is None
    assert boards.shrunk(board, B, result(B, Verdict.WRONG)).to_shrink is None
    assert boards.focused(all_graded(), B).to_shrink is None


def test_a_smaller_case_of_a_text_that_was_saved_meanwhile_is_not_shown():
    board = boards.saved(boards.focused(all_graded(Verdict.WRONG), B), [B])
    assert boards.shrunk(board, B, result(B, Verdict.RAISED)) is board


def test_the_focus_moves_round_and_a_view_that_is_asked_for_again_closes():
    board = boards.focused(all_graded(), C)
    assert boards.moved(board, 1).focus == A
    assert boards.moved(boards.moved(board, 1), -1).focus == C
    lesson = boards.viewed(board, View.LESSON)
    assert lesson.view is View.LESSON
    assert boards.viewed(lesson, View.LESSON).view is View.EXERCISE
    assert boards.viewed(boards.viewed(board, View.HINT), View.HINT).view is View.HINT


def test_exercises_that_come_and_go_keep_what_is_known_of_the_others():
    new = Exercise("01_unit", "d")
    board = boards.chosen_anew(boards.focused(all_graded(), A), [B, new])
    assert (set(board.results), board.waiting, board.focus) == ({B}, (new,), None)


@pytest.mark.parametrize(
    ("typed", "commands"),
    [
        ("h", [Command.HINT]),
        ("Nq", [Command.NEXT, Command.QUIT]),
        ("\r", [Command.AGAIN]),
        ("\x1b[B\x1b[A", [Command.DOWN, Command.UP]),
        ("\x1b[1;5Qn", [Command.NEXT]),
        ("\xe0P", [Command.DOWN]),
        ("\x1b", []),
        ("xyz,é中", []),
    ],
)
def test_keys_and_what_they_are_for(typed, commands):
    assert commands_of(typed) == commands
