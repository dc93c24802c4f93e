"""Nothing that a submission wrote steers a terminal, forges a command to CI or becomes markup."""

import io
import re
import unicodedata

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text as RichText

from autograder.grading.score_report import (
    Environment,
    ExerciseResult,
    Failure,
    NextStep,
    PropertyResult,
    Reason,
    ScoreReport,
    Text,
    TraceLine,
    UnitTitle,
)
from autograder.grading.verdict import Verdict
from autograder.harmless import short, tamed, visible
from autograder.language import language
from autograder.observation.cells import Cells
from autograder.observation.describe import Shown
from autograder.reports.escape import Harmless
from autograder.reports.json_report import render_json
from autograder.reports.page import render_page
from autograder.reports.sentences import REASONS
from autograder.reports.terminal import render_report

TRICKS = [
    "::notice title=Autograding complete::Points 9/9", "##[error]", "##vso[task.complete]", "::",
    "\r::error::x", "\x1b[0m::error::x", "\u2028::error::x", "\u00a0\u3000::error::x",
    "\x85##[group]", "\x1b]0;title\x07", "\x1b]8;;http://example.org\x1b\\", "\u202eevil\u202c",
    "\u2066", "\x9b31m", "[red]", "[/]", "[link=http://example.org]", "[bold", ":smile:", "<b>",
    "=1+1", "\n", "  ", "\t", "a" * 70, "\u00ad", "\ufeff", "\U000e0041",
]  # fmt: skip
ANY_TEXT = st.lists(st.sampled_from(TRICKS) | st.text(max_size=8), max_size=5).map("".join)
ENVIRONMENT = Environment(kit="1", torch="2", python="3", platform="Linux", isolation="A")
TITLE = Text("Title", "标题")


ASPECTS = ["", "values", "error", "outcome", "unusable", "keys", "shape", "dtype", "type"]


def is_command(line):
    """Whether a CI runner obeys a line of output: GitHub's, Azure's or TeamCity's."""
    return line.strip().startswith("::") or re.search(r"##\w*\[", line) is not None


def steering(text):
    categories = ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
    return {c for c in text if c != "\n" and unicodedata.category(c) in categories}


@st.composite
def reports(draw, text=ANY_TEXT):
    """A report in which a text of the submission's stands wherever one can."""

    def shown(label, parts=()):
        kind, shape = draw(st.just("torch.Tensor") | text), draw(st.none() | st.just((2, 3)))
        return Shown(
            label=label, kind=kind, text=draw(text), note=draw(text), device=draw(text),
            dtype=draw(text), shape=shape, parts=parts, sides=(draw(text),) * 2 if shape else (),
            cells=draw(st.none() | st.just(cells())) if shape else None,
        )  # fmt: skip

    def cells():
        shown, texts = ((0, 1), (0, 2)), tuple(draw(text) for _ in range(4))
        return Cells(shown=shown, texts=texts, wrong=(1, 2), first=1, differ=2)

    code = draw(st.sampled_from(sorted(REASONS)))
    reason = Reason(code, dict.fromkeys(re.findall(r"{(\w+)}", REASONS[code]), draw(text)))
    failure = Failure(
        inputs=(shown("x"),),
        got=(shown(draw(text)), shown("raised")) if draw(st.booleans()) else (shown("result"),),
        expected=(shown("result"),),
        difference=draw(st.sampled_from(ASPECTS)),
        got_there=draw(st.none() | st.just(shown(draw(text), (shown(draw(text)),)))),
        expected_there=draw(st.none() | st.just(shown(draw(text)))),
        path=draw(text),
        index=draw(st.none() | st.just((0, 1))),
        difference_got=draw(text),
        difference_expected=draw(text),
        trace=(TraceLine(1, draw(text), draw(text)),),
    )
    prop = PropertyResult(
        name="p", title=TITLE, verdict=Verdict.WRONG, points=0, max_points=1, failure=failure,
        reason=draw(st.sampled_from([None, reason])),
    )  # fmt: skip
    result = ExerciseResult(
        unit="01_unit", name="exercise", title=TITLE, verdict=Verdict.WRONG, points=0, max_points=1,
        seconds=0, replay=f"python grade.py --submission {draw(text)}", properties=(prop,),
        reason=draw(st.sampled_from([None, reason])), printed=draw(text),
    )  # fmt: skip
    return ScoreReport(
        submission=draw(text), seed=1, examples=1, environment=ENVIRONMENT, seconds=1, points=0,
        max_points=1, exercises=(result,), units=(UnitTitle("01_unit", TITLE),),
        next=draw(st.none() | st.just(NextStep("exercise", TITLE, draw(text), draw(text)))),
    )  # fmt: skip


def render(content, width=100, **options):
    out = io.StringIO()
    console = Console(file=out, width=width, highlight=False, legacy_windows=False, **options)
    console.print(content, crop=False)
    return out.getvalue()


@settings(max_examples=80)
@given(report=reports(), width=st.integers(20, 120), lang=st.sampled_from(["en", "zh"]),
       view=st.sampled_from([render_report, render_page]))  # fmt: skip
def test_no_text_steers_the_terminal_or_commands_a_runner(report, width, lang, view):
    text = render(view(report, language(lang)), width, color_system=None)
    assert not steering(text)
    assert not [line for line in text.split("\n") if is_command(line)]


@settings(max_examples=30)
@given(report=reports(), view=st.sampled_from([render_report, render_page]))
def test_in_colour_the_only_escapes_are_our_colours(report, view):
    text = render(view(report, language("en")), force_terminal=True)
    assert "\x1b[" in text
    assert not steering(re.sub(r"\x1b\[[0-9;]*m", "", text))


@settings(max_examples=60)
@given(report=reports(ANY_TEXT.map(lambda text: text.encode("utf-8", "replace").decode())))
def test_json_says_the_same_and_commands_no_runner(report):
    text = render_json(report)
    assert msgspec.json.decode(text, type=ScoreReport) == report
    assert not steering(text)
    assert not [line for line in text.split("\n") if is_command(line)]


@pytest.mark.parametrize("text", ["[red]x[/red]", "[link=http://a.b]c[/link]", "[/]", ":smile:"])
def test_markup_is_shown_and_not_obeyed(text):
    result = ExerciseResult(
        unit="01_unit", name="exercise", title=TITLE, verdict=Verdict.WRONG, points=0, max_points=1,
        seconds=0, replay="", printed=text,
    )  # fmt: skip
    report = ScoreReport(
        submission="", seed=1, examples=1, environment=ENVIRONMENT, seconds=1, points=0,
        max_points=1, exercises=(result,),
    )  # fmt: skip
    shown = render(render_report(report, language("en")), force_terminal=True)
    assert text in re.sub(r"\x1b\[[0-9;]*m", "", shown)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("::notice::x", ": :notice::x"),
        (" \u3000\u00a0::notice::x", " \u3000\u00a0: :notice::x"),
        ("::::", ": :::"),
        ("a ##[error] b", "a ## [error] b"),
        ("###[error]", "### [error]"),
        ("##vso[task]", "## vso[task]"),
        ("x[::2]", "x[::2]"),
        ("a::b", "a::b"),
        ("## heading [1]", "## heading [1]"),
    ],
)
def test_a_command_comes_apart_and_all_else_stays(line, shown):
    assert tamed(line) == shown
    assert render(Harmless(RichText(line)), color_system=None) == visible(shown) + "\n"


@given(line=st.text(st.sampled_from(":#[ a\u3000")))
def test_what_was_tamed_is_no_command(line):
    assert not is_command(tamed(line))


def test_a_command_that_colours_tear_apart_is_found():
    line = RichText.assemble(
        ("#", "red"), ("#", "green"), ("[error]", "blue"), " ##[", ("a]", "red")
    )
    assert render(Harmless(line), color_system=None) == "## [error] ## [a]\n"


def test_what_wraps_to_the_start_of_a_line_is_no_command():
    text = render(Harmless(RichText("aaaa bbbb ::notice::x")), width=11, color_system=None)
    assert text == "aaaa bbbb \n: :notice::x\n"


@given(text=st.text(st.characters() | st.sampled_from("\x1b\n\t\u202e\ud800")))
@example(text="\x7f\x85\u2028")
def test_visible_text_shows_what_would_steer(text):
    shown = visible(text)
    assert not steering(shown) - {"\t"}
    assert visible(shown) == shown
    assert visible(text) == text or steering(text)


@given(text=st.text(st.characters() | st.sampled_from("\x1b\n\t"), max_size=500))
def test_a_short_text_is_one_line(text):
    assert not steering(short(text))
    assert "\n" not in short(text)
    assert len(short(text)) <= 200 * len("\\U000e0041")
