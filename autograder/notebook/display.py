"""Showing how far a grading is: in a notebook one place that changes, in a terminal one line."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from rich.console import Console
from rich.text import Text

from autograder.notebook.result import Shown


class Progress(Protocol):
    """Where to say what goes on."""

    def say(self, sentence: str) -> None:
        """Say what is done now."""

    def finish(self, shown: Shown) -> None:
        """Show what came of it, if this is the place for it."""


class Place:
    """One output of a cell in a notebook, drawn anew each time."""

    def __init__(self, shell: Any) -> None:
        self._shell = shell
        self._id = f"torch-kata-{secrets.token_hex(8)}"
        self._drawn = False

    def say(self, sentence: str) -> None:
        """Say what is done now."""
        self._draw(Shown(Text(sentence, "dim")))

    def finish(self, shown: Shown) -> None:
        """Show what came of it; it need not be shown again as the cell's value."""
        self._draw(shown)
        shown.shown = True

    def clear(self) -> None:
        """Show nothing any longer."""
        self._publish({"text/plain": "", "text/html": ""})

    def _draw(self, shown: Shown) -> None:
        self._publish(shown.bundle())

    def _publish(self, data: dict[str, str]) -> None:
        transient = {"display_id": self._id}
        publish = self._shell.display_pub.publish
        publish(data, {}, transient=transient, update=self._drawn)
        self._drawn = True


class Line:
    """A line of a terminal that goes away."""

    def __init__(self, console: Console) -> None:
        self._status = console.status("")

    def start(self) -> None:
        """Take the line."""
        self._status.start()

    def stop(self) -> None:
        """Give it back."""
        self._status.stop()

    def say(self, sentence: str) -> None:
        """Say what is done now."""
        self._status.update(Text(sentence))

    def finish(self, shown: Shown) -> None:
        """The value of the cell is printed by IPython itself."""


@contextmanager
def progress(shell: Any) -> Iterator[Progress]:
    """Where to say how far a grading is; whatever was said is gone where it ends early."""
    if hasattr(shell, "kernel"):
        place = Place(shell)
        try:
            yield place
        except BaseException:
            place.clear()
            raise
    else:
        line = Line(Console(file=sys.stdout, force_jupyter=False))
        line.start()
        try:
            yield line
        finally:
            line.stop()
