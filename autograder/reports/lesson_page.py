"""The terminal's view of a lesson: a hint, an exercise's section, a unit's introduction."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, ClassVar

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.markdown import CodeBlock, Markdown, MarkdownElement, Paragraph
from rich.text import Text

from autograder.exercise import Exercise, Unit
from autograder.language import N_, Language
from autograder.lesson import Lesson, Section
from autograder.reports.steps import Steps
from autograder.reports.wrapping import Wrapped

_HINTS = re.compile(r"<details>.*?</details>\s*", re.DOTALL)
_FENCE = re.compile(r"(^```.*?^```)", re.DOTALL | re.MULTILINE)
_WIDE = r"[　-〿一-鿿＀-￯“”‘’—…]"
_BROKEN = re.compile(f"(?<={_WIDE})\n(?={_WIDE})")


class _Picture(CodeBlock):
    """Code and pictures of shapes, as they were drawn: never wrapped, without a background."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lines = "\n".join(f"    {line}" for line in str(self.text).rstrip().splitlines())
        yield Text(lines, style="cyan", no_wrap=True, overflow="ignore", end="\n\n")


class _Prose(Paragraph):
    """A paragraph; Chinese wraps between any two of its characters."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        self.text.justify = self.justify
        yield Wrapped(self.text)


class LessonMarkdown(Markdown):
    """Markdown of a lesson; a line break between two Chinese characters is no space."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **Markdown.elements,
        "paragraph_open": _Prose,
        "fence": _Picture,
        "code_block": _Picture,
    }

    def __init__(self, markup: str, **options: Any) -> None:
        parts = _FENCE.split(markup)
        joined = [p if p.startswith("```") else _BROKEN.sub("", p) for p in parts]
        super().__init__("".join(joined), hyperlinks=False, **options)


def without_hints(text: str) -> str:
    """The Markdown of a section for whoever wants to find out alone."""
    return _HINTS.sub("", text)


def render_hint(exercise: Exercise, section: Section, level: int, say: Language) -> RenderableType:
    """One hint, and how to see the next."""
    most = len(section.hints)
    title = say(N_("Hint {level} of {most}"), level=level, most=most)
    command = f"python grade.py hint {exercise.name}"
    after = (
        Text.assemble((say(N_("The next hint: ")), "dim"), (command, "cyan"))
        if level < most
        else Text.assemble(
            (say(N_("That is the last hint. The lesson: ")), "dim"),
            (f"python grade.py explain {exercise.name}", "cyan"),
        )
    )
    return Group(
        Text.assemble((exercise.name, "bold"), "  ", title),
        LessonMarkdown(section.hints[level - 1]),
        Text(),
        after,
    )


def render_section(
    exercise: Exercise, section: Section, file: str, say: Language
) -> RenderableType:
    """What the lesson says about one exercise, without its hints; where to write, how to grade."""
    stars = "★" * section.difficulty
    steps = [
        (say(N_("Write in")), file),
        (say(N_("Grade")), f"python grade.py {exercise.name}"),
    ]
    if section.hints:
        steps.append((say(N_("Hint")), f"python grade.py hint {exercise.name}"))
    return Group(
        Text.assemble((section.title, "bold"), "  ", (exercise.name, "cyan"), "  ", stars),
        Text(),
        LessonMarkdown(without_hints(section.text)),
        Text(),
        Steps(steps),
    )


def render_lesson(
    unit: Unit, lesson: Lesson, solved: Collection[str], say: Language
) -> RenderableType:
    """A unit's introduction, and its exercises: which are `solved`, what they are about."""
    width = max((cell_len(exercise.name) for exercise in unit.exercises), default=0)
    rows = []
    for exercise in unit.exercises:
        section = lesson.section(exercise.name)
        done = exercise.path in solved
        rows.append(
            Text.assemble(
                "  ",
                ("✓", "green") if done else ("·", "dim"),
                " ",
                set_cell_size(exercise.name, width),
                "  ",
                (section.title if section else "", "dim"),
                no_wrap=True,
                overflow="ellipsis",
            )
        )
    first = unit.exercises[0].name if unit.exercises else unit.name
    return Group(
        Text.assemble((lesson.title or unit.name, "bold"), "  ", (unit.name, "cyan")),
        Text(),
        LessonMarkdown(lesson.introduction),
        Text(),
        *rows,
        Text(),
        Steps([(say(N_("Read on")), f"python grade.py explain {first}")]),
    )
