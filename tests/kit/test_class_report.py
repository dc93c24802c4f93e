"""The class report: all is counted, nothing is lost, and nothing that a student wrote runs."""

import re
from collections import Counter

import pytest
from class_records import HOSTILE, class_record
from msgspec.structs import replace

from autograder.grading.class_record import Status
from autograder.grading.verdict import Verdict
from autograder.reports.class_report.charts import outcome_chart, score_chart, time_chart
from autograder.reports.class_report.figures import BINS, figures_of, percent_of
from autograder.reports.class_report.page import render_class_report


@pytest.fixture(scope="module")
def record():
    return class_record()


@pytest.fixture(scope="module")
def figures(record):
    return figures_of(record)


@pytest.fixture(scope="module")
def html(record):
    return render_class_report(record, pages_of(record))


def pages_of(record):
    return {result.student: f"feedback/{result.student}.html" for result in record.results}


def all_results(record):
    return [(r.student, e) for r in record.results if r.report for e in r.report.exercises]


def test_every_result_is_counted_once(record, figures):
    counted = Counter(e.verdict for _, e in all_results(record))
    assert sum(e.passed for e in figures.exercises) == counted[Verdict.PASSED]
    assert sum(e.unsolved for e in figures.exercises) == counted[Verdict.UNSOLVED]
    assert sum(e.lost for e in figures.exercises) == counted[Verdict.KIT_ERROR] > 0
    assert sum(e.tried + e.lost for e in figures.exercises) == counted.total()


def test_a_fault_of_the_kit_is_in_no_rate_and_no_score(record, figures):
    first = figures.exercises[0]
    assert first.lost == 1
    assert first.rate == first.passed / (first.passed + first.failed + first.unsolved)
    scored = [r for r in record.results if r.status in (Status.GRADED, Status.UNREADABLE)]
    assert len(figures.scores) == len(scored) == sum(figures.bins)


def test_scores_fall_into_the_bins_that_they_name(record):
    record = replace(record, max_points=100)
    graded = next(r for r in record.results if r.report)
    scores = (0, 9.9, 10, 55, 99.9, 100, 120)
    results = tuple(
        replace(graded, status=Status.GRADED, report=replace(graded.report, points=points))
        for points in scores
    )
    bins = dict(zip(BINS, figures_of(replace(record, results=results)).bins, strict=True))
    assert {name: n for name, n in bins.items() if n} == {
        "0-9": 2, "10-19": 1, "50-59": 1, "90-99": 1, "100": 2,
    }  # fmt: skip


def test_extra_credit_may_make_more_than_all_of_the_points(record):
    graded = next(r for r in record.results if r.report)
    report = replace(graded.report, points=90, extra_points=30)
    assert percent_of(replace(record, max_points=100), replace(graded, report=report)) == 120


def test_mistakes_are_those_that_were_diagnosed_the_commonest_first(record, figures):
    wanted = Counter(
        (e.unit, e.name, e.diagnosis.name) for _, e in all_results(record) if e.diagnosis
    )
    found = {
        (m.facts.unit, m.facts.name, m.example.diagnosis.name): len(m.students)
        for m in figures.mistakes
    }
    assert found == dict(wanted)
    sizes = [len(mistake.students) for mistake in figures.mistakes]
    assert sizes == sorted(sizes, reverse=True)


def test_what_fails_alike_has_no_diagnosis_and_one_first_difference(figures):
    assert figures.alike
    for group in figures.alike:
        assert len(group.students) >= 2
        assert group.example.diagnosis is None
        assert group.example.verdict not in (Verdict.PASSED, Verdict.UNSOLVED, Verdict.KIT_ERROR)


def test_two_failures_that_differ_are_in_no_group(record):
    broken = next(e for _, e in all_results(record) if e.properties and e.verdict is Verdict.WRONG)
    broken = replace(broken, diagnosis=None)
    prop = next(p for p in broken.properties if p.failure)
    other_prop = replace(prop, failure=replace(prop.failure, difference_got="another"))
    others = tuple(other_prop if p is prop else p for p in broken.properties)
    ones = record.results[:2]
    results = tuple(
        replace(r, report=replace(ones[0].report, exercises=(e,)))
        for r, e in zip(ones, (broken, replace(broken, properties=others)), strict=True)
    )
    assert figures_of(replace(record, results=results)).alike == ()
    twins = tuple(replace(r, report=results[0].report) for r in results)
    assert len(figures_of(replace(record, results=twins)).alike) == 1


def test_every_student_has_a_row_and_a_link_to_their_page(record, html):
    for result in record.results:
        assert f'id="s-{result.student}"' in html
        assert f'href="feedback/{result.student}.html"' in html


def test_what_was_not_graded_is_told_with_its_reason(html):
    assert "The kit failed on" in html
    assert "no more processes" in html
    assert "notes.docx" in html
    assert "It is no submission." in html
    assert "The archive is damaged." in html


def test_the_same_record_gives_the_same_bytes(record, html):
    assert render_class_report(record, pages_of(record)) == html


def test_what_a_student_wrote_is_text_and_nothing_else():
    record = class_record(4, hostile=True)
    html = render_class_report(record, {r.student: f"x/{HOSTILE}.html" for r in record.results})
    assert HOSTILE not in html
    assert "&lt;script&gt;document.title" in html
    assert html.count("<script") == 1
    assert "<Kata>" not in html


def test_nothing_comes_from_elsewhere(html):
    assert "default-src 'none'" in html.replace("&#39;", "'")
    assert not re.search(r"\s(src|srcset)=|url\(|@import|<link|<iframe", html)
    hosts = set(re.findall(r"https?://[^\"' ]+", html))
    assert hosts <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_every_field_has_a_label_and_every_chart_words_and_a_table(html):
    for field in re.findall(r"<(?:input|select)[^>]*>", html):
        before = html[: html.index(field)]
        assert before.rindex("<label>") > before.rindex("</label>") if "</label>" in before else 1
    charts = re.findall(r'<div role="img" aria-label="([^"]+)">', html)
    assert len(charts) == html.count('class="chart wide"')
    assert all("the table" in words for words in charts)


def test_charts_have_the_colours_of_the_page(figures):
    drawn = score_chart(figures.bins), outcome_chart(figures.exercises)
    for svg in (*drawn, time_chart(figures.exercises)):
        colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg))
        assert colours <= {"none", "currentColor", "transparent"} | {
            c for c in colours if c.startswith("var(--")
        }
        assert svg.count("<svg") == 2


@pytest.mark.parametrize("count", [0, 1])
def test_a_class_of_nobody_or_of_one_has_a_report_too(count):
    html = render_class_report(class_record(count), {})
    assert f"{count} students" in html


def test_a_class_without_exercises_or_faults_has_one():
    record = replace(class_record(1, kit_errors=False), exercises=(), results=(), units=())
    html = render_class_report(replace(record, unknown=(), max_points=0), {})
    assert "Not graded, and why" not in html
