"""`watch` on a terminal: the page that fits the board, and what keys change of it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from rich.console import Console, RenderableType
from rich.text import Text

from autograder.cli.explain import explanation
from autograder.cli.named import lesson_of, relative
from autograder.cli.screen import Screen
from autograder.exercise import Exercise
from autograder.language import N_, Language, SaidError, language
from autograder.memory import MemoryFileError, read_memory, update_memory, with_hint
from autograder.reports.lesson_page import render_hint
from autograder.reports.watch_page import (
    render_all,
    render_focus,
    render_grading,
    render_keys,
    status,
)
from autograder.watching import board as boards
from autograder.watching.board import View
from autograder.watching.keys import Command
from autograder.watching.session import Session

CALM_SECONDS = 0.25  # a verdict that comes sooner replaces the page at once, with nothing between


class Pages:
    """Draws the board, and answers keys."""

    def __init__(self, console: Console, session: Session, say: Language) -> None:
        self.screen = Screen(console)
        self._session = session
        self._say = say
        self._levels: dict[Exercise, int] = {}
        self._drawn: tuple[object, ...] = ()

    def press(self, command: Command) -> None:
        """Do what a key asks for."""
        session = self._session
        if command in (Command.DOWN, Command.UP):
            self.screen.scroll(1 if command is Command.DOWN else -1, self._footer)
        elif command in (Command.NEXT, Command.PREVIOUS):
            session.board = boards.moved(session.board, 1 if command is Command.NEXT else -1)
        elif command is Command.ALL:
            session.board = boards.viewed(session.board, View.ALL)
        elif command is Command.REDRAW:
            self._drawn = ()
            self.screen.forget()
        elif command is Command.AGAIN:
            session.again()
        elif command is Command.LANGUAGE:
            self._say = language("en" if self._say.code == "zh" else "zh")
        elif session.board.focus is not None:
            self._open(command, session.board.focus)

    def _open(self, command: Command, exercise: Exercise) -> None:
        view = View.HINT if command is Command.HINT else View.LESSON
        if view is View.HINT:
            self._levels[exercise] = self._next_level(exercise)
        self._session.board = boards.viewed(self._session.board, view)

    def _next_level(self, exercise: Exercise) -> int:
        """The hint after the last one that was shown, here or before; it is remembered."""
        root = self._session.house.root
        shown = self._levels.get(exercise, 0)
        with suppress(MemoryFileError):
            shown = max(shown, read_memory(root).hints.get(exercise.path, 0))
        level = max(1, min(shown + 1, self._most(exercise)))
        with suppress(MemoryFileError):
            update_memory(root, partial(with_hint, path=exercise.path, level=level))
        return level

    def _most(self, exercise: Exercise) -> int:
        with suppress(SaidError):
            section = lesson_of(self._session.house, exercise.unit, self._say).section(
                exercise.name
            )
            return len(section.hints) if section else 0
        return 0

    def show(self) -> None:
        """Draw what has changed; nothing while a verdict is about to come."""
        session = self._session
        board = session.board
        soon = not board.up_to_date and time.monotonic() - session.since < CALM_SECONDS
        level = self._levels.get(board.focus) if board.focus is not None else None
        place = (board.focus, board.view, self._say.code, level)
        key = (place, board.results, board.waiting, session.in_hand, self.screen.size, soon)
        if key == self._drawn and not self.screen.resized:
            return
        if self._drawn[:1] != (place,) and not soon:
            self.screen.top()
        self._drawn = key
        if soon:
            self.screen.scroll(0, self._footer)
        else:
            self.screen.draw(self._page(), self._footer)

    def _page(self) -> RenderableType:
        session, say = self._session, self._say
        board = session.board
        if board.view is View.ALL or board.focus is None:
            return render_all(board, say)
        exercise = board.focus
        file = relative(session.house, exercise)
        try:
            if board.view is View.HINT:
                return self._hint(exercise)
            if board.view is View.LESSON:
                return explanation(session.house, exercise.path, say)
        except SaidError as error:
            return Text(error.said(say))
        result = board.results.get(exercise)
        if result is None or not board.up_to_date:
            return render_grading(exercise, file, say)
        return render_focus(result, file, session.next, say)

    def _hint(self, exercise: Exercise) -> RenderableType:
        section = lesson_of(self._session.house, exercise.unit, self._say).section(exercise.name)
        level = self._levels.get(exercise, 1)
        if section is None or level > len(section.hints):
            raise SaidError(N_("The lesson has no hints for {name}."), name=exercise.name)
        return render_hint(exercise, section, level, self._say)

    def _footer(self, width: int, *, scrolls: bool) -> Sequence[Text]:
        session = self._session
        in_hand = session.in_hand
        shown = in_hand is not None and not in_hand.smaller
        name = in_hand.exercise.name if in_hand is not None and shown else ""
        line = status(
            session.board,
            self._say,
            in_hand=name,
            started=bool(session.board.results) or not shown,
        )
        line.truncate(width, overflow="ellipsis")
        return [
            Text("─" * width, style="dim"),
            line,
            *render_keys(self._say, width, scrolls=scrolls),
        ]
