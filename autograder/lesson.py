"""Lessons: a unit's README, cut into one section an exercise, with its hints."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADING = re.compile(
    r"^## `?(?P<name>\w+)`? · (?P<title>.+?)(?: (?P<stars>★+))?\s*$", re.MULTILINE
)
_HINT = re.compile(
    r"<details>\s*<summary>(?P<summary>.*?)</summary>\s*(?P<text>.*?)\s*</details>", re.DOTALL
)
_EXTRA = ("**Extra credit**", "**加分单元**")
_BUILDS_ON = re.compile(r"^\*\*(?:Builds on|先学)\*\*[:：] *(.*)$", re.MULTILINE)
_SENTENCE = re.compile(r".+?(?:[.!?:](?=\s|$)\s*|[。！？：]|$)", re.DOTALL)
_NO_PROSE = ("```", "**", "<", "|", "#", "- ")
_LINE = 90
POINTS_A_STAR = 10


@dataclass(frozen=True)
class Section:
    """What a lesson says about one exercise."""

    exercise: str
    title: str
    difficulty: int
    text: str

    @property
    def points(self) -> int:
        """What the exercise is worth: its difficulty says it."""
        return POINTS_A_STAR * self.difficulty

    @property
    def beginning(self) -> str:
        """The first sentences of the text, as many as make up a line or two."""
        paragraphs = (text.strip() for text in self.text.split("\n\n"))
        paragraph = next((p for p in paragraphs if p and not p.startswith(_NO_PROSE)), "")
        said = ""
        for sentence in _SENTENCE.findall(paragraph):
            said += sentence
            if len(said) > (_LINE if said.isascii() else _LINE // 2):
                break
        return re.sub(r"[:：]$", _full_stop, said.strip())

    @property
    def hints(self) -> tuple[str, ...]:
        """The hints, from the gentlest to the plainest, as Markdown."""
        return tuple(match["text"] for match in _HINT.finditer(self.text))

    @property
    def prerequisites(self) -> tuple[str, ...]:
        """The exercises to solve first."""
        found = _BUILDS_ON.search(self.text)
        return tuple(re.findall(r"`(\w+)`", found[1])) if found else ()


def _full_stop(colon: re.Match[str]) -> str:
    """What ends a sentence that led to something which is left out."""
    return "." if colon[0] == ":" else "。"


@dataclass(frozen=True)
class Lesson:
    """A unit's lesson: its title, its introduction and its sections in order."""

    title: str
    introduction: str
    sections: tuple[Section, ...]

    @property
    def extra_credit(self) -> bool:
        """Whether the unit may be left out: its points are given on top."""
        return self.introduction.startswith(_EXTRA)

    def section(self, exercise: str) -> Section | None:
        """The section about an exercise."""
        return next((s for s in self.sections if s.exercise == exercise), None)


def read_lesson(markdown: str) -> Lesson:
    """Cut a lesson into its parts.

    A section starts with ``## `exercise` · Title ★★``; a hint is a `<details>` element; the line
    `**Builds on**: `a`, `b`` names prerequisites; an introduction that starts with
    `**Extra credit**` says that the unit may be left out.
    """
    heads = list(_HEADING.finditer(markdown))
    ends = [*(head.start() for head in heads), len(markdown)][1:]
    sections = tuple(
        Section(
            head["name"],
            head["title"],
            len(head["stars"] or ""),
            markdown[head.end() : end].strip(),
        )
        for head, end in zip(heads, ends, strict=True)
    )
    top = markdown[: heads[0].start()] if heads else markdown
    title = re.search(r"^# (.+)$", top, re.MULTILINE)
    return Lesson(
        title=title[1].strip() if title else "",
        introduction=top[title.end() :].strip() if title else top.strip(),
        sections=sections,
    )
