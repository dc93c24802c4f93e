"""The cells that a notebook has run, from IPython's own history."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import FrameType, TracebackType
from typing import Any

from autograder.cells.cell import Cell


class History:
    """The cells of a shell, and where those stopped that ended with an error."""

    def __init__(self, shell: Any) -> None:
        self._shell = shell
        self._stopped: dict[int, int] = {}

    def ended(self, result: Any) -> None:
        """Note how a cell ended; IPython calls it after each, and after the body of some magics."""
        texts = self._shell.history_manager.input_hist_raw
        error, text = result.error_in_exec, result.info.raw_cell
        whole, body = texts[-1].rstrip(), text.rstrip()
        if error is None or not whole.endswith(body):
            return
        lines = list(_lines_of(error.__traceback__, self._shell.user_global_ns))
        below = int(_has_magic(text))  # its body begins below the magic's own line
        if len(lines) > below:
            above = whole.removesuffix(body).count("\n")
            self._stopped[len(texts) - 1] = above + _blank(text) + below + lines[below]

    def cells(self) -> list[Cell]:
        """What was run, up to the line that runs now."""
        texts = self._shell.history_manager.input_hist_raw
        found = []
        for number, text in enumerate(texts):
            until = self._stopped.get(number)
            if number == len(texts) - 1 and until is None and not _has_magic(text):
                until = _line_now(self._shell.user_global_ns, _blank(text))
            if text:
                found.append(Cell(number, text, until))
        return found

    @property
    def now(self) -> int:
        """The number of the cell that runs."""
        return len(self._shell.history_manager.input_hist_raw) - 1


def _has_magic(text: str) -> bool:
    return text.lstrip().startswith("%%")


def _blank(text: str) -> int:
    """The empty lines at the start, which IPython does not count."""
    lines = text.split("\n")
    return next((n for n, line in enumerate(lines) if line.strip()), 0)


def _lines_of(trace: TracebackType | None, names: dict[str, Any]) -> Iterator[int]:
    """The lines of the cell, and of the body of its magic, at which an error came."""
    while trace is not None:
        if _is_cell(trace.tb_frame, names):
            yield trace.tb_lineno
        trace = trace.tb_next


def _line_now(names: dict[str, Any], blank: int) -> int | None:
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        if _is_cell(frame, names):
            return frame.f_lineno + blank
        frame = frame.f_back
    return None


def _is_cell(frame: FrameType, names: dict[str, Any]) -> bool:
    return frame.f_globals is names and frame.f_code.co_name == "<module>"
