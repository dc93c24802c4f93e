"""What the terminal shows, held by golden files: one folder a case, one text a view.

`page` is what `python grade.py` prints, `narrow` is that on 40 columns, `ascii` that where there
are no other characters; `all` is what `--all` prints.
`python tests/kit/test_reports.py` writes the golden files anew, to be read before they are kept.
"""

import io
import re
import sys
from pathlib import Path

import msgspec
import pytest
from rich.cells import cell_len
from rich.console import Console

from autograder.grading.score_report import Reason, ScoreReport
from autograder.language import language
from autograder.reports.json_report import render_json
from autograder.reports.page import render_page
from autograder.reports.sentences import REASONS, VERDICTS, reason_sentence
from autograder.reports.terminal import render_report

GOLDEN = Path(__file__).with_name("reports")
CASES = sorted(path.name for path in GOLDEN.iterdir()) if GOLDEN.is_dir() else []


def read(case):
    return msgspec.json.decode((GOLDEN / case / "report.json").read_bytes(), type=ScoreReport)


def printed(content, width=100, encoding="utf-8"):
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding, write_through=True)
    console = Console(file=out, width=width, highlight=False, color_system=None)
    console.print(content, crop=False)
    lines = raw.getvalue().decode(encoding).splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


VIEWS = {
    "all.en": lambda report: printed(render_report(report, language("en"))),
    "all.zh": lambda report: printed(render_report(report, language("zh"))),
    "page.en": lambda report: printed(render_page(report, language("en"))),
    "page.zh": lambda report: printed(render_page(report, language("zh"))),
    "narrow.en": lambda report: printed(render_page(report, language("en")), 40),
    "narrow.zh": lambda report: printed(render_page(report, language("zh")), 40),
    "ascii": lambda report: printed(render_page(report, language("en")), encoding="ascii"),
}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("case", CASES)
def test_the_terminal_shows_what_the_golden_file_holds(case, view):
    golden = (GOLDEN / case / f"{view}.txt").read_text(encoding="utf-8")
    assert VIEWS[view](read(case)) == golden


@pytest.mark.parametrize("width", [40, 300])
@pytest.mark.parametrize("case", CASES)
def test_narrow_and_wide_terminals_show_every_exercise(case, width):
    text = printed(render_report(read(case), language("en")), width)
    assert all(exercise.name[:8] in text for exercise in read(case).exercises)


COMMAND = re.compile(r"(python grade\.py|assignments/)")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("case", CASES)
def test_nothing_but_commands_is_wider_than_the_terminal(case, width, lang):
    text = printed(render_page(read(case), language(lang)), width)
    wide = [line for line in text.splitlines() if cell_len(line) > width]
    assert [line for line in wide if not COMMAND.search(line)] == []


@pytest.mark.parametrize("case", CASES)
def test_a_report_comes_back_from_its_json(case):
    report = read(case)
    assert msgspec.json.decode(render_json(report), type=ScoreReport) == report


@pytest.mark.parametrize("code", REASONS)
def test_every_reason_can_be_said_with_its_facts(code):
    import string

    fields = {name for _, name, _, _ in string.Formatter().parse(REASONS[code]) if name}
    facts = dict.fromkeys(fields, "fact")
    for lang in ("en", "zh"):
        said = reason_sentence(Reason(code, facts), language(lang))
        assert said.count("fact") >= len(fields)
        assert "{" not in said


def test_every_verdict_has_words():
    from autograder.grading.verdict import Verdict

    assert set(VERDICTS) == set(Verdict)


if __name__ == "__main__":
    for name in CASES:
        for what, render in VIEWS.items():
            (GOLDEN / name / f"{what}.txt").write_text(render(read(name)), encoding="utf-8")
    sys.exit(0)
