"""The class report: from a class record to one file of HTML."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.grading.class_record import ClassRecord
from autograder.language import language
from autograder.reports.class_report.charts import outcome_chart, score_chart, time_chart
from autograder.reports.class_report.contents import (
    STATUSES,
    Card,
    cards_of,
    failure_summary,
    lost_sentence,
    numbers_of,
    rows_of,
    unchecked_of,
)
from autograder.reports.class_report.figures import BINS, figures_of
from autograder.reports.feedback_page.html_page import explanation_html
from autograder.reports.pages.prose import prose
from autograder.reports.pages.template import fill
from autograder.reports.terminal import number

_NAMED = 12  # students that a card names itself; the table has them all


def render_class_report(record: ClassRecord, pages: Mapping[str, str]) -> str:
    """The report; `pages` says where each student's feedback page is, seen from the report."""
    say = language("en")
    figures = figures_of(record)
    mistakes = cards_of(record, figures.mistakes, 0)
    alike = cards_of(record, figures.alike, len(mistakes))
    lost = cards_of(record, figures.lost, len(mistakes) + len(alike))
    by_unit = [
        (unit, [e for e in figures.exercises if e.facts.unit == unit.name]) for unit in record.units
    ]
    commonest: dict[str, Card] = {}
    for card in mistakes:
        commonest.setdefault(card.shared.facts.key, card)
    return fill(
        "class_report/page.html",
        script="class_report/script.js",
        record=record,
        numbers=list(numbers_of(record, figures)),
        bins=list(zip(BINS, figures.bins, strict=True)),
        score_chart=score_chart(figures.bins),
        units=[(unit, each, outcome_chart(each), time_chart(each)) for unit, each in by_unit],
        commonest=commonest,
        tried={each.facts.key: each.tried for each in figures.exercises},
        mistakes=mistakes,
        alike=alike,
        lost=lost,
        rows=rows_of(record, (*mistakes, *alike, *lost), pages),
        statuses=[str(status) for status in STATUSES],
        called={result.student: result.called for result in record.results},
        unchecked=unchecked_of(record, say),
        say=say,
        number=number,
        prose=prose,
        explain=lambda exercise: explanation_html(exercise, say),
        summary=lambda exercise: failure_summary(exercise, say),
        lost_sentence=lambda group: lost_sentence(group, say),
        named=_NAMED,
    )
