"""The page: what is done, the one thing to do next, and nothing that went wrong is hidden."""

import re

import msgspec
import pytest
from drawn import printed
from rich.console import Console
from test_reports import CASES, read

from autograder.cli.grade_view import GradeView, named_singly
from autograder.exercise import Exercise, House
from autograder.grading.next_step import step_to
from autograder.grading.score_report import NextStep, Reason, Text
from autograder.grading.verdict import Verdict
from autograder.language import language
from autograder.reports.page import render_page

HOUSE = House()
EN = language("en")
replace = msgspec.structs.replace


def page(report, **options):
    return printed(render_page(report, EN, **options), 100)


def judged(report, verdicts, **facts):
    """A report with other verdicts on its first exercises."""
    changed = [
        replace(result, verdict=verdict, points=0, properties=(), **facts)
        for result, verdict in zip(report.exercises, verdicts, strict=False)
    ]
    return replace(report, exercises=(*changed, *report.exercises[len(changed) :]))


@pytest.mark.parametrize("case", CASES)
def test_what_is_printed_while_grading_adds_up_to_the_page(case, tmp_path):
    report = read(case)
    exercises = [Exercise(result.unit, result.name) for result in report.exercises]
    for focus in [[], [exercises[0].name]]:
        with (tmp_path / "out").open("w+", encoding="utf-8") as out:
            console = Console(file=out, width=100, highlight=False, color_system=None)
            view = GradeView(HOUSE, exercises, focus, EN, console, everything=False)
            for place in range(len(exercises)):
                view.graded(report.exercises[: place + 1])
            view.close(report, None)
            out.seek(0)
            lines = [line.rstrip() for line in out]
        assert lines == page(report, focus=focus).splitlines()


def test_a_unit_that_was_stopped_in_is_shown_as_far_as_it_came(tmp_path):
    report = read("stopped")
    exercises = [Exercise(result.unit, result.name) for result in read("half").exercises]
    with (tmp_path / "out").open("w+", encoding="utf-8") as out:
        console = Console(file=out, width=100, highlight=False, color_system=None)
        view = GradeView(HOUSE, exercises, [], EN, console, everything=False)
        for place in range(len(report.exercises)):
            view.graded(report.exercises[: place + 1])
        view.close(report, None)
        out.seek(0)
        text = out.read()
    assert re.findall(r"^(\w+) +([✓✗·]+)", text, re.MULTILINE) == [
        ("02_creation", "✓✗✓✓·"),
        ("04_indexing", "✓✓·"),
    ]


def test_the_next_exercise_alone_is_explained():
    text = page(read("half"))
    assert text.count("The mistake") == 1
    assert "\nNext: pick  wrong  One score a row ─" in text


def test_other_failures_are_named():
    report = read("devices")
    text = page(report)
    assert report.next.exercise == "pick_device"
    assert "Also to fix: ones_on, move_to, move_batch." in text


def test_each_exercise_that_is_named_is_explained():
    text = page(read("devices"), focus=["ones_on", "move_to"])
    assert re.findall(r"^(\w+)  wrong ─", text, re.MULTILINE) == ["ones_on", "move_to"]
    assert "Also to fix: pick_device, move_batch." in text


def test_an_exercise_that_was_not_begun_comes_with_its_file_and_its_commands():
    text = page(read("begun"))
    assert "one number for each axis" in text
    for said in ("assignments/04_indexing/with_leading_dim.py", "explain with_leading_dim",
                 "hint with_leading_dim", "python grade.py with_leading_dim"):  # fmt: skip
        assert said in text


def test_why_an_exercise_comes_before_another_is_said():
    report = read("begun")
    report = replace(report, next=replace(report.next, builds_up_to="zero_rows_"))
    assert "Next: with_leading_dim (zero_rows_ builds on it)" in page(report)


def test_a_fault_of_the_kit_is_told_with_its_reason_however_many_exercises_it_has():
    reason = Reason("kit_worker", {"error": "no memory"})
    report = judged(read("finished"), [Verdict.KIT_ERROR] * 3, reason=reason)
    for options in ({}, {"focus": ["uniform"]}):
        text = page(report, **options)
        assert "The kit itself failed on filled_buffer, uniform, long_zeros." in text
        assert text.count("no memory") == 1
        assert "Everything" not in text


def test_what_could_not_be_checked_is_told():
    report = read("finished")
    environment = replace(
        report.environment, missing={"simulated": Reason("this PyTorch is too old")}
    )
    text = page(replace(report, environment=environment))
    assert "was not run on a simulated one: this PyTorch is too old." in text


def test_whoever_has_solved_everything_is_told_so():
    text = page(read("finished"))
    assert "Everything here is solved" in text
    assert "│   2   │     9     │  120   │" in text


def test_after_a_part_of_the_course_it_goes_on():
    (exercise,) = HOUSE.select(["pick"])
    text = page(read("finished"), following=step_to(HOUSE, exercise))
    assert "\nNext: pick  One score a row ─" in text
    assert "Everything here is solved" not in text


def test_extra_credit_is_announced_when_all_else_is_done():
    report = judged(read("finished"), [])
    units = report.units[0], replace(report.units[1], extra=True)
    last = replace(report.exercises[-1], verdict=Verdict.UNSOLVED, points=0)
    step = NextStep(last.name, last.title, "", f"{last.unit}/{last.name}.py", Text("About.", "。"))
    report = replace(report, units=units, exercises=(*report.exercises[:-1], last), next=step)
    text = page(report)
    assert "All that counts is solved; what follows is extra credit." in text
    assert "(extra credit)" in text
    assert "extra credit" not in page(read("half"))


@pytest.mark.parametrize(
    ("names", "singly"),
    [
        ([], []),
        (["04"], []),
        (["04_indexing"], []),
        (["4"], []),
        (["assignments/04_indexing/"], []),
        (["pick"], ["pick"]),
        (["masked_mean", "pick"], ["pick", "masked_mean"]),
        (["04", "uniform"], ["uniform"]),
        (["04_indexing/pick.py"], ["pick"]),
        (["TwoLayerNet", "pick"], ["pick", "two_layer_net"]),
    ],
)
def test_exercises_that_are_named_themselves_are_told_from_units(names, singly):
    assert named_singly(HOUSE, HOUSE.select(names), names) == singly


def test_a_stream_without_unicode_gets_signs_of_ascii_and_no_error(tmp_path):
    for encoding in ("ascii", "latin-1", "gbk"):
        with (tmp_path / "out").open("w", encoding=encoding) as out:
            console = Console(file=out, width=60, highlight=False, color_system=None)
            for case in CASES:
                console.print(render_page(read(case), language("zh")), crop=False)
        text = (tmp_path / "out").read_text(encoding=encoding)
        assert "+---+" in text
        assert ("单元" in text) == (encoding == "gbk")
