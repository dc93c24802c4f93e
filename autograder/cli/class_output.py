"""Writing what came of a class: grades, other gradebooks, a page a student, the class report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from msgspec.structs import replace

from autograder.batch.condense import Condenser
from autograder.batch.ledger import Ledger
from autograder.batch.record import results
from autograder.batch.roster import Person, Roster, read_table
from autograder.cli.output_file import write_bytes
from autograder.grading.class_record import ClassRecord, StudentResult
from autograder.language import Language, language, preferred
from autograder.reports.class_report.page import render_class_report
from autograder.reports.feedback_page.html_page import render_feedback_html
from autograder.reports.feedback_page.markdown_page import render_feedback_markdown
from autograder.reports.feedback_page.names import page_names
from autograder.reports.gradebooks.canvas import render_canvas
from autograder.reports.gradebooks.grades import grades_header, grades_line
from autograder.reports.gradebooks.marks import Mark, mark_of
from autograder.reports.gradebooks.moodle import render_moodle

GRADES, REPORT, FEEDBACK = "grades.csv", "report.html", "feedback"


@dataclass(frozen=True)
class Written:
    """What was written to `folder`; `results` are without reports."""

    folder: Path
    files: tuple[str, ...]
    results: tuple[StudentResult, ...]
    unknown: tuple[str, ...]
    notes: tuple[str, ...]


def write_results(
    ledger: Ledger, folder: Path, *, canvas: str | None, moodle: Sequence[str], lang: str | None
) -> Written:
    """Write everything anew from the ledger, one student at a time; raises SaidError."""
    facts, students = ledger.read_class()
    first = next((r.report for r in results(ledger, students) if r.report), None)
    if first is not None:
        facts = replace(facts, environment=first.environment)
    names = page_names(s.student for s in students)
    say = language(lang or preferred())
    (folder / FEEDBACK).mkdir(exist_ok=True)
    condenser = Condenser()
    grades = [grades_header(facts)]
    marks: dict[str, Mark] = {}
    slim: list[StudentResult] = []
    for result in results(ledger, students):
        grades.append(grades_line(facts, result))
        marks[result.student] = mark_of(result)
        _write_page(folder / FEEDBACK, names[result.student], facts, result, say)
        slim.append(condenser.condensed(result))
    record = replace(facts, results=tuple(slim))
    write_bytes("".join(grades).encode(), folder / GRADES)
    pages = {student: f"{FEEDBACK}/{name}.html" for student, name in names.items()}
    write_bytes(render_class_report(record, pages).encode(), folder / REPORT)
    others = list(_gradebooks(folder, facts, slim, marks, canvas, moodle))
    return Written(
        folder,
        (GRADES, REPORT, f"{FEEDBACK}/", *(name for name, _ in others)),
        tuple(replace(result, report=None) for result in slim),
        tuple(one.path for one in facts.unknown),
        tuple(note for _, note in others if note),
    )


def _write_page(
    folder: Path, name: str, facts: ClassRecord, result: StudentResult, say: Language
) -> None:
    write_bytes(render_feedback_html(facts, result, say).encode(), folder / f"{name}.html")
    write_bytes(render_feedback_markdown(facts, result, say).encode(), folder / f"{name}.md")


def _gradebooks(
    folder: Path,
    facts: ClassRecord,
    students: Sequence[StudentResult],
    marks: dict[str, Mark],
    canvas: str | None,
    moodle: Sequence[str],
) -> Iterator[tuple[str, str]]:
    """Fill in other programs' gradebooks: the name of each file, and who is not in it."""
    people = Roster(
        tuple(
            Person(s.student, s.name, s.email, s.identifier, frozenset(s.handles)) for s in students
        )
    )
    most = facts.max_points
    for file, render in [(canvas, "canvas"), *((name, "moodle") for name in moodle)]:
        if file is None:
            continue
        seen: set[str] = set()

        def find(*calls: str, seen: set[str] = seen) -> Mark | None:
            person = people.find(*calls)
            if person is None:
                return None
            seen.add(person.student)
            return marks.get(person.student)

        header, rows = read_table(Path(file))
        if render == "canvas":
            text = render_canvas(header, rows, facts.title, most, find)
        else:
            text = render_moodle(header, rows, most, find)
        name = f"{render}-{Path(file).name}"
        write_bytes(text.encode(), folder / name)
        absent = [s.student for s in students if s.student not in seen and s.source]
        more = f" and {len(absent) - 5} more" if len(absent) > 5 else ""
        named = ", ".join(islice(absent, 5)) + more
        yield name, f"Not in {Path(file).name}: {named}" if absent else ""
