"""A student's feedback page: all that went wrong, nobody else's data, and nothing that runs.

`python tests/kit/test_feedback_page.py` writes the golden pages anew.
"""

import re
import sys

import pytest
from class_records import GOLDEN, HOSTILE, class_record, golden
from markdown_it import MarkdownIt
from msgspec.structs import replace

from autograder.grading.class_record import Status, StudentResult
from autograder.grading.score_report import Text
from autograder.grading.verdict import Verdict
from autograder.language import language
from autograder.reports.feedback_page.html_page import render_feedback_html
from autograder.reports.feedback_page.markdown_page import render_feedback_markdown
from autograder.reports.feedback_page.names import page_names
from autograder.reports.html_text import CLASSES
from autograder.reports.markdown import fenced, inline
from autograder.reports.pages.prose import prose

EN, ZH = language("en"), language("zh")
RENDERERS = (render_feedback_html, render_feedback_markdown)
CASES = ("mistakes", "broken")


def one(case, **changed):
    """A class of one student, whose report is a golden one."""
    report = golden(case)
    facts = {"name": "Ada O'Brien", "identifier": "4711", "submitted_at": "2026-11-20T10:05"}
    result = StudentResult(
        student="ada", status=Status.GRADED, report=report, source="ada.zip", **facts
    )
    record = replace(class_record(1), units=report.units, max_points=report.max_points)
    return record, replace(result, **changed)


def page(case, lang):
    return render_feedback_markdown(*one(case), language(lang))


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("case", CASES)
def test_the_page_in_markdown_is_the_golden_one(case, lang):
    path = GOLDEN / case / f"feedback.{lang}.md"
    assert page(case, lang) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("render", RENDERERS)
def test_every_failure_and_every_diagnosis_is_told(render):
    record, result = one("mistakes")
    text = re.sub(r"<[^>]*>|[\s`\\]", "", render(record, result, EN))
    for exercise in result.report.exercises:
        assert exercise.name in text
        assert re.sub(r"[\s`]", "", exercise.diagnosis.says.en) in text.replace("&#39;", "'")


@pytest.mark.parametrize("render", RENDERERS)
def test_no_other_student_is_on_it(render):
    record = class_record(12)
    own = record.results[0]
    text = render(record, own, EN)
    for other in record.results[1:]:
        assert other.student not in text
        assert other.identifier not in text
        assert other.name == own.name or other.name not in text


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_is_in_the_language_that_is_asked_for(lang):
    html = render_feedback_html(*one("mistakes"), language(lang))
    assert ("需要看的地方" in html) is (lang == "zh")
    assert ("What to look at" in html) is (lang == "en")
    assert f'<html lang="{"zh-Hans" if lang == "zh" else "en"}">' in html


@pytest.mark.parametrize("render", RENDERERS)
def test_what_a_student_wrote_is_text_and_nothing_else(render):
    record = class_record(2, hostile=True)
    text = render(record, record.results[0], EN)
    if render is render_feedback_markdown:
        text = MarkdownIt("gfm-like", {"linkify": False}).render(text)
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert HOSTILE not in text


def test_a_page_runs_no_script_and_loads_nothing_from_anywhere():
    html = render_feedback_html(*one("broken"), EN)
    assert "default-src 'none'; script-src 'none'" in html.replace("&#39;", "'")
    assert not re.search(r"\s(src|onclick|onload)=", html)
    assert "url(" not in html
    assert "http" not in html.replace("http-equiv", "")


def test_characters_that_steer_are_escapes():
    record, result = one("mistakes", name="a\x1b[2Jb\u202ec")
    for render in RENDERERS:
        text = render(record, result, EN)
        assert "\x1b" not in text
        assert "\u202e" not in text


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.MISSING, "Nothing was handed in."),
        (Status.UNREADABLE, "No exercise could be taken out of what was handed in."),
        (Status.KIT_ERROR, "It costs no points."),
    ],
)
@pytest.mark.parametrize("render", RENDERERS)
def test_who_has_no_score_is_told_why(render, status, said):
    record, result = one("mistakes", status=status, report=None, note=Text("Why.", "为何。"))
    text = render(record, result, EN)
    assert said in text
    assert "Why." in text


@pytest.mark.parametrize("render", RENDERERS)
def test_late_work_older_work_and_weak_isolation_are_named(render):
    record, result = one("mistakes", late=True, superseded=("ada-old.zip",))
    environment = replace(result.report.environment, isolation="C")
    report = replace(result.report, environment=environment)
    text = render(record, replace(result, report=report), EN)
    assert "handed in late" in text
    assert "ada-old.zip" in text
    assert "isolation level C" in text


def test_commands_are_those_of_a_students_own_copy():
    html = render_feedback_html(*one("mistakes"), EN)
    assert "python grade.py hint zero_rows_" in html
    assert "--seed" not in html
    assert "--submission" not in html


def test_every_style_of_a_drawing_has_a_rule_in_the_page():
    html = render_feedback_html(*one("mistakes"), EN)
    for name in CLASSES:
        assert f"pre .{name} {{" in html


def test_an_exercise_that_the_kit_failed_on_costs_nothing():
    html = render_feedback_html(*one("broken"), EN)
    lost = [e for e in golden("broken").exercises if e.verdict is Verdict.KIT_ERROR]
    assert len(lost) == 1
    assert re.search(rf'id="{lost[0].unit}-{lost[0].name}".*?>–<', html, re.DOTALL)


def test_a_fence_is_longer_than_any_in_it():
    text = fenced("a\n```\nb\n`````")
    assert text.splitlines()[0] == "``````text"
    assert MarkdownIt().render(text) == (
        '<pre><code class="language-text">a\n```\nb\n`````\n</code></pre>\n'
    )


@pytest.mark.parametrize(
    "text",
    ["*a* _b_", "[x](y)", "<b>", "a | b", "# x", "- x", "1. x", "`x`", "~~x~~", "\\*", "&lt;"],
)
def test_a_text_in_markdown_is_shown_as_it_is(text):
    html = MarkdownIt("gfm-like", {"linkify": False}).render(inline(text))
    shown = re.sub(r"^<p>|</p>\n$", "", html)
    assert shown == text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_code_in_a_sentence_is_marked_and_the_rest_escaped():
    assert prose("Call `x < y`, <b>.") == "Call <code>x &lt; y</code>, &lt;b&gt;."


def test_pages_have_names_for_every_file_system():
    students = ["ada", "Ada", "a/b", "a b", "../../etc", "CON", "", "婷", "x" * 300, "a\x00b", "."]
    names = page_names(students)
    assert len({name.casefold() for name in names.values()}) == len(students)
    for name in names.values():
        assert re.fullmatch(r"[\w.@+-]{1,84}", name)
        assert not name.startswith(".")
    assert names["ada"] == "ada-2"
    assert page_names(reversed(students)) == names


if __name__ == "__main__":
    for case in CASES:
        for lang in ("en", "zh"):
            (GOLDEN / case / f"feedback.{lang}.md").write_text(page(case, lang), encoding="utf-8")
    sys.exit(0)
