"""What the terminal shows, held by golden files: one folder a case, one text a language.

`python tests/kit/test_reports.py` writes the golden files anew, to be read before they are kept.
"""

import io
import sys
from pathlib import Path

import msgspec
import pytest
from rich.console import Console

from autograder.grading.score_report import Reason, ScoreReport
from autograder.language import language
from autograder.reports.json_report import render_json
from autograder.reports.sentences import REASONS, VERDICTS, reason_sentence
from autograder.reports.terminal import render_report

GOLDEN = Path(__file__).with_name("reports")
CASES = sorted(path.name for path in GOLDEN.iterdir()) if GOLDEN.is_dir() else []


def read(case):
    return msgspec.json.decode((GOLDEN / case / "report.json").read_bytes(), type=ScoreReport)


def render(report, lang, width=100):
    out = io.StringIO()
    console = Console(file=out, width=width, highlight=False, color_system=None)
    console.print(render_report(report, language(lang)), crop=False)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("case", CASES)
def test_the_terminal_shows_what_the_golden_file_holds(case, lang):
    assert render(read(case), lang) == (GOLDEN / case / f"{lang}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [40, 300])
@pytest.mark.parametrize("case", CASES)
def test_narrow_and_wide_terminals_show_every_exercise(case, width):
    text = render(read(case), "en", width)
    assert all(exercise.name[:8] in text for exercise in read(case).exercises)


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
        for code in ("en", "zh"):
            (GOLDEN / name / f"{code}.txt").write_text(render(read(name), code), encoding="utf-8")
    sys.exit(0)
