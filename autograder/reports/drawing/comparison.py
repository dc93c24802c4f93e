"""What differs first, drawn: shapes as boxes, elements side by side, two texts below each other."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from autograder.grading.score_report import Failure
from autograder.language import N_, Language
from autograder.observation.describe import RAISED, Shown
from autograder.reports.drawing.beside import Beside, Fitted, Lines, Titled
from autograder.reports.drawing.elements import elements_lines
from autograder.reports.drawing.lines import assignment_lines, code_lines, facts_line, value_lines
from autograder.reports.drawing.marks import EQUAL, EXPECTED, YOURS, Side, carets
from autograder.reports.drawing.shapes import boxes, differing_sides
from autograder.reports.drawing.texts import are_long, text_lines

_MOST_LINES = 10  # of values below two shapes that differ anyway


def render_difference(failure: Failure, say: Language) -> RenderableType | None:
    """Both sides of the first difference; None where the sentence about it says all.

    Beside an exception only what was expected stands, and the other way round.
    """
    got, expected = failure.got_there, failure.expected_there
    if got is None or expected is None:
        return _instead_of_an_exception(failure, say)
    titles = say(N_("yours")), say(N_("expected"))
    if got.shape is None and expected.shape is None and not (got.parts or expected.parts):
        texts = got.text, expected.text
        return Fitted(lambda width: text_lines(*texts, titles, width)) if are_long(*texts) else None
    if got.kind == "None":
        return Titled(titles[1], lambda width: value_lines(expected, width), below=True)
    return Beside(titles, lambda width: _drawn(failure.difference, got, expected, width))


def _instead_of_an_exception(failure: Failure, say: Language) -> RenderableType | None:
    raised = any(part.label == RAISED for part in failure.got)
    told = [part for part in (failure.expected if raised else failure.got) if part.label != RAISED]
    if not told:
        return None
    title = say(N_("expected")) if raised else say(N_("yours"))
    return Titled(title, lambda width: value_lines(told[0], width), below=True)


def _drawn(aspect: str, got: Shown, expected: Shown, width: int) -> tuple[Lines, Lines]:
    if got.parts or expected.parts:
        return _items(got, expected, width), _items(expected, got, width)
    if got.shape is None or expected.shape is None:
        return value_lines(got, width), value_lines(expected, width)
    if aspect == "type":
        return _typed(got, YOURS, width), _typed(expected, EXPECTED, width)
    if aspect == "shape":
        return _shapes(got, expected)
    if got.cells is not None:
        left, right = elements_lines(got, expected, width)
    else:
        left, right = code_lines(got), code_lines(expected)
    return (
        [*left, *facts_line(got, expected, YOURS)],
        [*right, *facts_line(expected, got, EXPECTED)],
    )


def _items(container: Shown, other: Shown, width: int) -> Lines:
    """The items of a container, those dim that the other one has too."""
    lines = []
    for item in container.parts:
        drawn = assignment_lines(item, width, container.label)
        for line in drawn if item in other.parts else ():
            line.stylize(EQUAL)
        lines += drawn
    return lines or value_lines(container, width)


def _typed(part: Shown, side: Side, width: int) -> Lines:
    """A tensor or an array, with a mark below what it is."""
    first, *rest = value_lines(part, width)
    name = first.plain.partition("(")[0]
    first.stylize(side.style, 0, len(name))
    return [first, carets(0, len(name), side), *rest]


def _shapes(got: Shown, expected: Shown) -> tuple[Lines, Lines]:
    """The shapes as boxes, and the values below them if they are small."""
    ours, theirs = differing_sides(got.shape or (), expected.shape or ())
    named = any(got.sides) or any(expected.sides)
    left = boxes(got, ours, YOURS, named=named)
    right = boxes(expected, theirs, EXPECTED, named=named)
    values: Sequence[list[Text]] = code_lines(got), code_lines(expected)
    if max(map(len, values)) <= _MOST_LINES:
        left, right = left + values[0], right + values[1]
    if got.dtype != expected.dtype:
        left, right = (
            [*left, Text(got.dtype or "", "dim")],
            [*right, Text(expected.dtype or "", "dim")],
        )
    return left, right
