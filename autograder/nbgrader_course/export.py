"""An exporter for nbgrader: the kit's score reports and class report from a gradebook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.plugins import ExportPlugin
from traitlets import Unicode

from autograder.exercise import House
from autograder.language import language
from autograder.nbgrader_course.class_of import Read
from autograder.reports.class_report.page import render_class_report
from autograder.reports.feedback_page.html_page import render_feedback_html
from autograder.reports.feedback_page.names import page_names
from autograder.reports.json_report import render_json


class ScoreReports(ExportPlugin):  # type: ignore[misc] # nbgrader has no types
    """`nbgrader export --exporter=autograder.nbgrader_course.export.ScoreReports --to FOLDER`.

    Writes `report.html`, the class report; `class.json`, the class record; and of each student
    `scores/STUDENT.json`, the score report, and `feedback/STUDENT.html`.
    """

    house = Unicode("", help="The folder with assignments/; by default the kit's own.").tag(
        config=True
    )
    lang = Unicode("en", help="The language of the feedback: en or zh.").tag(config=True)

    def export(self, gradebook: Any) -> None:
        """Write everything to the folder of `--to`."""
        folder = Path(self.to or "torch_kata_reports")
        course = self.parent.coursedir
        house = House(Path(self.house)) if self.house else House()
        record = Read(gradebook, house, Path(course.root)).class_record(
            course.course_id or Path(course.root).name,
            [str(name) for name in self.student],
            [str(name) for name in self.assignment],
        )
        names = page_names(result.student for result in record.results)
        pages = {student: f"feedback/{name}.html" for student, name in names.items()}
        files = {
            "class.json": render_json(record),
            "report.html": render_class_report(record, pages),
        }
        say = language(self.lang)
        for result in record.results:
            files[pages[result.student]] = render_feedback_html(record, result, say)
            if result.report is not None:
                files[f"scores/{names[result.student]}.json"] = render_json(result.report)
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.log.info("Wrote the reports of %d students to %s", len(record.results), folder)
