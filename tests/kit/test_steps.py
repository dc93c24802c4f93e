"""Commands stand in one column, are never cut off, and can be copied whole."""

import io

from rich.console import Console

from autograder.reports.steps import Steps

STEPS = Steps(
    [("Again", "python grade.py pick --seed 415815326"), ("Hint", "python grade.py hint")]
)


def lines(width, **options):
    console = Console(file=io.StringIO(), width=width, color_system=None)
    console.print(STEPS, **options)
    return console.file.getvalue().splitlines()


def test_commands_stand_beside_their_names():
    assert lines(80) == [
        "Again  python grade.py pick --seed 415815326",
        "Hint   python grade.py hint",
    ]


def test_commands_stand_below_their_names_where_the_terminal_is_narrow():
    assert lines(40) == [
        "Again",
        "python grade.py pick --seed 415815326",
        "Hint",
        "python grade.py hint",
    ]


def test_a_command_that_is_wider_than_the_terminal_is_one_line_to_copy():
    assert "python grade.py pick --seed 415815326" in lines(20, soft_wrap=False, crop=False)


def test_a_page_that_cuts_lines_gets_commands_that_are_folded():
    folded = lines(20, crop=True, overflow="fold")
    assert max(map(len, folded)) <= 20
    assert "".join(folded[1:3]).replace(" ", "") == "pythongrade.pypick--seed415815326"
