"""A page on the terminal's other screen, with lines at the bottom; the first screen comes back."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console, RenderableType
from rich.text import Text

_ENTER = "\x1b[?1049h\x1b[?25l\x1b[2J"
_LEAVE = "\x1b[?25h\x1b[?1049l"
_HOME, _REST_OF_LINE, _BELOW = "\x1b[H", "\x1b[K", "\x1b[J"


class Footer(Protocol):
    """Makes the lines at the bottom."""

    def __call__(self, width: int, *, scrolls: bool) -> Sequence[Text]:
        """Lines for a width; `scrolls` tells that the page is longer than the screen."""


class Screen:
    """Draws pages; one that is longer than the screen can be scrolled."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.size = console.size
        self._first = 0
        self._lines: list[str] = []
        self._shown = ""

    @property
    def resized(self) -> bool:
        """Whether the terminal has another size since the last page."""
        return self.console.size != self.size

    def forget(self) -> None:
        """Whatever was drawn may be gone: the next page is drawn whole."""
        self._shown = ""

    def top(self) -> None:
        """Show the next page from its first line."""
        self._first = 0

    def scroll(self, pages: int, footer: Footer) -> None:
        """Move down or up on the page that is shown."""
        self._first += pages * max(1, self.size.height - 5)
        self._paint(footer)

    def draw(self, page: RenderableType, footer: Footer) -> None:
        """Draw a page, and below it what `footer` makes of the width and of whether it scrolls."""
        self.size = self.console.size
        self._lines = self._rendered(page)
        self._paint(footer)

    def _rendered(self, page: RenderableType) -> list[str]:
        with self.console.capture() as captured:
            self.console.print(page, crop=True, overflow="fold")
        return captured.get().rstrip("\n").split("\n")

    def _paint(self, footer: Footer) -> None:
        width, height = self.size
        below = footer(width, scrolls=False)
        if len(self._lines) > height - len(below):
            below = footer(width, scrolls=True)
        room = max(1, height - len(below))
        self._first = max(0, min(self._first, len(self._lines) - room))
        seen = self._lines[self._first : self._first + room]
        seen += [""] * (room - len(seen))
        lines = [*seen, *(line for text in below for line in self._rendered(text))][:height]
        shown = _HOME + "\n".join(line + _REST_OF_LINE for line in lines) + _BELOW
        if shown != self._shown:  # what is the same need not flicker
            self._shown = shown
            self._write(shown)

    def _write(self, codes: str) -> None:
        self.console.file.write(codes)
        self.console.file.flush()

    @contextmanager
    def entered(self, redraw: Callable[[], None]) -> Iterator[None]:
        """Be on the other screen meanwhile; `redraw` is called after a resize or a Ctrl-Z."""
        self._write(_ENTER)
        before = {
            number: signal.signal(number, handler)
            for number, handler in self._handlers(redraw).items()
        }
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
            self._write(_LEAVE)

    def _handlers(self, redraw: Callable[[], None]) -> dict[int, Callable[..., None]]:
        if not hasattr(signal, "SIGWINCH"):
            return {}

        def suspend(number: int, _: object) -> None:
            """Give the terminal back, stop as anybody would, and go on when told to."""
            self._write(_LEAVE)
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
            signal.signal(number, suspend)
            self._write(_ENTER)
            redraw()

        return {signal.SIGWINCH: lambda *_: redraw(), signal.SIGTSTP: suspend}
