"""What a magic gives: an object that a notebook shows as HTML and a terminal as text."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console, RenderableType

from autograder.cells.source import Source
from autograder.grading.score_report import ScoreReport
from autograder.reports.html_text import render_html


@dataclass
class Shown:
    """Something to look at; while it is `shown`, it stands below the cell already.

    Of a grading, `report` is the score report, and `sources` are the texts that were graded, by the
    exercise's path.
    """

    content: RenderableType = field(repr=False)
    markdown: str = field(default="", repr=False)
    report: ScoreReport | None = None
    sources: Mapping[str, Source] = field(default_factory=dict, repr=False)
    shown: bool = field(default=False, repr=False)

    def bundle(self) -> dict[str, str]:
        """Text, and what a notebook shows instead."""
        if self.markdown:
            return {"text/plain": self.text(), "text/markdown": self.markdown}
        return {"text/plain": self.text(), "text/html": render_html(self.content)}

    def text(self) -> str:
        """As a terminal shows it: in colour where it is one, as wide as that."""
        if sys.stdout.isatty():
            console = Console(force_jupyter=False, highlight=False)
        else:  # kernels ask for colour though they are no terminal
            console = Console(file=io.StringIO(), color_system=None, force_jupyter=False)
        with console.capture() as captured:
            console.print(self.content, crop=False)
        lines = captured.get().rstrip("\n").split("\n")
        return "\n".join(line.rstrip() for line in lines)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return self.bundle()

    def _ipython_display_(self) -> None:
        if not self.shown:
            raise NotImplementedError  # IPython then asks for the bundle
