"""The formats that `python grade.py ci` writes: golden files, and read as their readers read them.

`python tests/kit/test_ci_reports.py` writes the golden files anew, to be read before they are kept.
"""

import base64
import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import msgspec
import pytest
from junitparser import Error, Failure, JUnitXml, Skipped
from msgspec.structs import replace

from autograder.grading.score_report import ScoreReport
from autograder.grading.standing import Standing, standing
from autograder.harmless import command_marks
from autograder.language import language
from autograder.reports.ci.annotations import Annotation, annotations_of
from autograder.reports.ci.classroom import classroom_notices, render_classroom
from autograder.reports.ci.classroom50 import render_classroom50
from autograder.reports.ci.exercism import render_exercism
from autograder.reports.ci.gradescope import Visibility, render_gradescope
from autograder.reports.ci.junit import render_junit
from autograder.reports.ci.places import Place, line_of
from autograder.reports.ci.prairielearn import render_prairielearn
from autograder.reports.ci.summary import render_summary_markdown

HERE = Path(__file__).parent
GOLDEN = HERE / "reports"
SHOWN = ("broken", "mistakes", "finished")
ALL = sorted(path.name for path in GOLDEN.iterdir())
WHEN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
EN, ZH = language("en"), language("zh")
GIVEN = {"CLASSROOM": "dl", "ASSIGNMENT": "a1", "SUBMISSION_TAG": "submit/1", "USERNAME": "ada"}
HIDDEN = Visibility("visible", {"04_indexing/pick": "after_published"})


def read(case):
    return msgspec.json.decode((GOLDEN / case / "report.json").read_bytes(), type=ScoreReport)


def places(report):
    return {
        f"{e.unit}/{e.name}": Place(f"assignments/{e.unit}/{e.name}.py", line_of(e, ""))
        for e in report.exercises
    }


def classroom(report, say=EN):
    return json.loads(base64.b64decode(render_classroom(report, places(report), say)))


def annotated(report, say):
    lines = [a.command() for a in annotations_of(report, places(report), say)]
    return "\n".join(lines) + "\n"


VIEWS = {
    "summary.en.md": lambda report: render_summary_markdown(report, EN),
    "summary.zh.md": lambda report: render_summary_markdown(report, ZH),
    "annotations.en.txt": lambda report: annotated(report, EN),
    "annotations.zh.txt": lambda report: annotated(report, ZH),
    "classroom.json": lambda report: json.dumps(classroom(report), indent=2) + "\n",
    "classroom50.json": lambda report: render_classroom50(report, GIVEN, WHEN, EN),
    "gradescope.json": lambda report: render_gradescope(report, HIDDEN, EN),
    "prairielearn.json": lambda report: render_prairielearn(report, EN),
    "exercism.json": lambda report: render_exercism(report, EN),
    "junit.xml": lambda report: render_junit(report, WHEN, EN),
}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("case", SHOWN)
def test_a_format_is_what_the_golden_file_holds(case, view):
    golden = (GOLDEN / case / f"ci.{view}").read_text(encoding="utf-8")
    assert VIEWS[view](read(case)) == golden


# As published: https://github.com/classroom-resources/autograding-grading-reporter
def as_the_reporter_reads(outputs):
    """Total and maximal points, and whether the job fails, from the outputs of some runners."""
    results = [json.loads(base64.b64decode(text)) for text in outputs]
    counted = [one for one in results if one["max_score"]]
    got = sum(sum(test["score"] for test in one["tests"]) for one in counted)
    most = sum(one["max_score"] for one in counted)
    return got, most, any(one["status"] in ("fail", "error") for one in results)


@pytest.mark.parametrize("case", ALL)
def test_classrooms_reporter_reads_the_points_and_whether_the_job_fails(case):
    report = read(case)
    text = render_classroom(report, places(report), EN)
    assert re.fullmatch(r"[A-Za-z0-9+/=]+", text)
    got, most, fails = as_the_reporter_reads([text])
    assert (got, most) == (report.points + report.extra_points, report.max_points)
    assert fails == (standing(report) is not Standing.PASS)


@pytest.mark.parametrize("case", ALL)
def test_classrooms_result_has_the_keys_of_the_published_graders(case):
    result = classroom(read(case))
    assert result["version"] in (1, 3)
    assert result["status"] in ("pass", "fail", "error")
    assert result["tests"]
    for test in result["tests"]:
        assert test["status"] in ("pass", "fail", "error")
        assert isinstance(test["name"], str)
        assert isinstance(test["score"], int | float)
        assert test["message"] is None or isinstance(test["message"], str)
        assert isinstance(test["line_no"], int)
        assert isinstance(test["test_code"], str)
        assert test["filename"].startswith("assignments/")


def test_the_notices_that_classrooms_readers_look_for_hold_the_points():
    first, second = classroom_notices(read("mistakes"))
    assert first == "::notice title=Autograding complete::Points 10/80"
    told = second.removeprefix("::notice title=Autograding report::")
    assert json.loads(told) == {"totalPoints": 10, "maxPoints": 80}


@pytest.mark.parametrize("case", ALL)
def test_classroom_50_and_gradescope_get_what_their_schemas_ask_for(case):
    report = read(case)
    for name, text in (
        ("classroom50", render_classroom50(report, {}, WHEN, EN)),
        ("gradescope", render_gradescope(report, HIDDEN, EN)),
    ):
        schema = json.loads((HERE / "schemas" / f"{name}.json").read_text())
        jsonschema.validate(json.loads(text), schema)


def test_classroom_50_gets_whole_points_and_all_of_them_only_for_all_that_passed():
    report = read("mistakes")
    first = replace(report.exercises[0], points=9.9, max_points=9.9)
    report = replace(report, exercises=(first, *report.exercises[1:]))
    test = json.loads(render_classroom50(report, {}, WHEN, EN))["tests"][0]
    assert (test["score"], test["max-score"], test["passed"]) == (9, 10, False)


def test_gradescope_is_told_the_score_the_level_and_when_to_show_a_test():
    report = read("mistakes")
    result = json.loads(render_gradescope(report, HIDDEN, EN))
    assert result["score"] == report.points == sum(test["score"] for test in result["tests"])
    shown = {test["name"].split(":")[0]: test["visibility"] for test in result["tests"]}
    assert shown["pick"] == "after_published"
    assert set(shown.values()) == {"visible", "after_published"}
    at_c = replace(report, environment=replace(report.environment, isolation="C"))
    said = json.loads(render_gradescope(at_c, HIDDEN, EN))
    assert "isolation level C" in said["output"]
    assert said["extra_data"]["isolation"] == "C"


@pytest.mark.parametrize("case", ALL)
def test_a_junit_reader_counts_what_there_is(case):
    report = read(case)
    xml = JUnitXml.fromstring(render_junit(report, WHEN, EN).encode())
    cases = [test for suite in xml for test in suite]
    expected = [p for e in report.exercises for p in e.properties]
    lone = [e for e in report.exercises if not e.properties]
    assert len(cases) == xml.tests == len(expected) + len(lone)
    kinds = [type(test.result[0]) if test.result else None for test in cases]
    assert kinds.count(Failure) == xml.failures
    assert kinds.count(Error) == xml.errors
    assert kinds.count(Skipped) == xml.skipped
    assert kinds.count(None) == sum(p.verdict == "PASSED" for p in expected)


def test_junit_is_xml_whatever_was_printed():
    report = read("mistakes")
    bad = "\x00\x1b[2J\ufffe\ud800]]>&<x>\u202e"
    first = replace(report.exercises[0], printed=bad)
    xml = render_junit(replace(report, exercises=(first,)), WHEN, EN)
    assert JUnitXml.fromstring(xml.encode()).tests


@pytest.mark.parametrize("case", ALL)
def test_prairielearn_gets_a_share_and_no_attempt_is_lost_to_a_fault_of_the_kit(case):
    report = read(case)
    result = json.loads(render_prairielearn(report, EN))
    assert 0 <= result["score"] <= 1
    assert result["gradable"] == (standing(report) is not Standing.ERROR)
    assert result["gradable"] or (result["format_errors"] and result["score"] == 0)
    assert all(test["points"] <= test["max_points"] for test in result["tests"])


@pytest.mark.parametrize("case", ALL)
def test_exercism_gets_a_status_and_messages_where_it_wants_them(case):
    result = json.loads(render_exercism(read(case), EN))
    assert result["version"] == 3
    assert (result["status"] == "error") == (result["message"] is not None)
    for test in result["tests"]:
        assert (test["status"] == "pass") == (test["message"] is None)
        assert len(test["output"] or "") <= 500


@pytest.mark.parametrize("say", [EN, ZH], ids=["en", "zh"])
def test_an_annotation_stays_one_command_whatever_is_in_it(say):
    hostile = "::error::x\r\n::add-mask::y\n::stop-commands::z,a:b 100%\u2028##[error]"
    report = read("mistakes")
    first = replace(report.exercises[0], name="a,b:c", diagnosis=None)
    prop = first.properties[0]
    failure = replace(prop.failure, difference="type", difference_got=hostile)
    first = replace(first, properties=(replace(prop, failure=failure),))
    (line,) = annotated(replace(report, exercises=(first,)), say).splitlines()
    head, separator, message = line.removeprefix("::error ").partition("::")
    assert separator
    assert set(re.findall(r"(\w+)=", head)) <= {"file", "line", "endLine", "title"}
    assert "a%2Cb%3Ac" in Annotation("error", "a,b:c", "").command()
    assert "100%25" in message
    assert "##[" not in line


def test_no_more_annotations_are_made_than_are_shown():
    report = read("mistakes")
    many = tuple(replace(report.exercises[0], name=f"e{n}") for n in range(23))
    found = annotations_of(replace(report, exercises=many), {}, EN)
    assert len(found) == 10
    assert "14 more exercises" in found[-1].message
    assert all(annotation.place is None for annotation in found)


def test_a_summary_that_is_too_long_says_how_much_is_left_out():
    report = read("mistakes")
    for most in (100_000, 6000, 3000, 2000, 50, 0):
        text = render_summary_markdown(report, ZH, most=most)
        assert len(text.encode()) <= most
    text = render_summary_markdown(report, EN, most=4000)
    assert re.search(r"\d more are explained by `python grade.py --all`", text)


def test_a_summary_holds_no_markup_of_a_submissions():
    report = read("mistakes")
    bad = "```\n<script>alert(1)</script>\n::add-mask::x\n"
    first = replace(report.exercises[0], printed=bad)
    text = render_summary_markdown(replace(report, exercises=(first,)), EN)
    before, _, rest = text.partition("````text\n")
    assert "<script>" not in before
    assert "<script>" in rest.partition("````")[0]


def test_a_printed_command_is_none_in_any_format():
    bad = "x\n::notice title=Autograding report::{}\n   ::stop-commands::x\n##[error]y ##vso[z]"
    report = read("mistakes")
    spoilt = tuple(replace(each, printed=bad) for each in report.exercises)
    for name, render in VIEWS.items():
        if name != "classroom.json" and not name.startswith("annotations"):  # base64; commands
            lines = render(replace(report, exercises=spoilt)).splitlines()
            assert not [line for line in lines if command_marks(line)], name


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("import torch\n\n\ndef pick(x):\n    return x\n", 4),
        ("import torch\n\ndef pick(x:\n", 3),
        ("x = (\n", 1),
        ("", 1),
    ],
)
def test_a_wrong_exercise_is_annotated_where_it_begins(source, line):
    (result,) = [e for e in read("mistakes").exercises if e.name == "pick"]
    assert line_of(result, source) == line


if __name__ == "__main__":
    for name in SHOWN:
        for what, render in VIEWS.items():
            (GOLDEN / name / f"ci.{what}").write_text(render(read(name)), encoding="utf-8")
    sys.exit(0)
