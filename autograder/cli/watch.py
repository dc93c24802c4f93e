"""`python grade.py watch`: grade on every save, and show the exercise that was saved."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing, suppress
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from rich.console import Console

from autograder.cli.decks import deck_for, deck_path
from autograder.cli.exits import CALLER, PASSED, TO_FIX
from autograder.cli.file_watch import heard
from autograder.cli.keyboard import keyboard
from autograder.cli.watch_lines import Lines
from autograder.cli.watch_pages import Pages
from autograder.exercise import Exercise, House
from autograder.grading.remember import gradings_of
from autograder.grading.verdict import Verdict
from autograder.language import Language, language, preferred
from autograder.memory import MemoryFileError, update_memory, with_gradings
from autograder.watching.bench import Bench
from autograder.watching.keys import Command
from autograder.watching.regrade import Outcome
from autograder.watching.session import Session

if TYPE_CHECKING:
    from autograder.grading.answers import Answers

IDLE_SECONDS = 0.5  # then files are looked at, whether anything was heard of them or not
SOON_SECONDS = 0.05

Event = Outcome | Command | None  # None: something may have been saved


def run(
    *,
    names: Sequence[str],
    seed: int | None,
    examples: int,
    device: str,
    deck_file: str | None,
    lang: str | None,
    house: House | None = None,
) -> int:
    """Watch until somebody quits; returns the exit code. Raises SaidError for bad input."""
    house = house or House()
    exercises = house.select(names)
    drawn = secrets.randbits(31) if seed is None else seed
    deck = deck_path(house, deck_file)
    answers = _answers(house, deck, deck_file or "", exercises) if deck is not None else None
    bench = partial(Bench, seed=drawn, examples=examples, device=device, answers=answers)
    events: SimpleQueue[Event] = SimpleQueue()
    session = Session(
        house,
        lambda house: house.select(names),
        bench,
        events.put,
        deck=deck,
        shrinks=deck is None,
    )
    with closing(session):
        _watch(session, events, language(lang or preferred()))
    return _exit_code(session)


def _answers(
    house: House, deck: Path, named: str, exercises: Sequence[Exercise]
) -> Callable[[House], Answers]:
    """What makes the answers of a deck, which is read now and when it is written anew."""
    deck_for(house, deck, exercises)

    def make(house: House) -> Answers:
        from autograder.grading.answers import DeckAnswers

        return DeckAnswers(house, deck_for(house, deck, exercises), named)

    return make


def _watch(session: Session, events: SimpleQueue[Event], say: Language) -> None:
    console = Console(highlight=False)
    with ExitStack() as stack:
        folders = [session.house.assignments, *session.house.hidden[:2]]
        stack.enter_context(heard(folders, lambda: events.put(None)))
        if _draws(console):
            pages = Pages(console, session, say)
            stack.enter_context(pages.screen.entered(lambda: events.put(Command.REDRAW)))
            stack.enter_context(keyboard(events.put))
            _loop(session, events, pages)
        else:
            _loop(session, events, Lines(console, session, say))


def _draws(console: Console) -> bool:
    """Whether pages can be drawn and keys be read."""
    dumb = console.is_dumb_terminal or console.legacy_windows
    return console.is_terminal and sys.stdin.isatty() and not dumb


def _loop(session: Session, events: SimpleQueue[Event], view: Pages | Lines) -> None:
    session.go_on()
    while True:
        view.show()
        _remember(session)
        soon = session.restless or not session.board.up_to_date
        try:
            event = events.get(timeout=SOON_SECONDS if soon else IDLE_SECONDS)
        except Empty:
            event = None
        if event is Command.QUIT:
            return
        if isinstance(event, Outcome):
            session.take(event)
        elif isinstance(event, Command):
            view.press(event)
        else:
            session.look()
        session.go_on()


def _remember(session: Session) -> None:
    """Remember the verdicts that have come in; where that fails, `progress` will say it."""
    results = [session.board.results[e] for e in session.fresh if e in session.board.results]
    session.fresh.clear()
    if results:
        gradings = gradings_of(results, session.texts.submission())
        with suppress(MemoryFileError):
            update_memory(session.house.root, partial(with_gradings, gradings=gradings))


def _exit_code(session: Session) -> int:
    verdicts = {result.verdict for result in session.board.graded}
    if Verdict.KIT_ERROR in verdicts:
        return CALLER
    done = verdicts == {Verdict.PASSED} and not session.board.waiting
    return PASSED if done else TO_FIX
