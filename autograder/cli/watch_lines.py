"""`watch` where no page can be drawn: lines that are appended, and no keys."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Console

from autograder.cli.named import relative
from autograder.language import N_, Language
from autograder.reports.terminal import render_row
from autograder.reports.watch_page import render_focus
from autograder.watching.keys import Command
from autograder.watching.session import Session


class Lines:
    """Prints each verdict as it comes in; after the first time, what is behind it, too."""

    def __init__(self, console: Console, session: Session, say: Language) -> None:
        self._console = console
        self._session = session
        self._say = say
        self._complete = False
        self._width = max(cell_len(exercise.name) for exercise in session.board.exercises)

    def press(self, command: Command) -> None:
        """There are no keys."""

    def show(self) -> None:
        """Print what is new."""
        session, say, board = self._session, self._say, self._session.board
        for exercise in session.fresh:
            result = board.results[exercise]
            if not self._complete:
                self._console.print(render_row(result, say, self._width))
            else:
                file = relative(session.house, exercise)
                self._console.print(render_focus(result, file, session.next, say))
        if not self._complete and not board.first_time:
            self._complete = True
            said = N_("Graded. Save a file to grade it again, Ctrl-C ends.")
            self._console.print(say(said))
        self._console.file.flush()
