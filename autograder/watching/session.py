"""A session: looks at the files, has graded what was saved, and keeps the board; no terminal."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from autograder.exercise import Exercise, House, HouseError
from autograder.grading.next_step import next_step
from autograder.grading.score_report import NextStep
from autograder.grading.titles import unit_title
from autograder.watching import board as boards
from autograder.watching.bench import Bench
from autograder.watching.board import View
from autograder.watching.kit_files import KitFiles
from autograder.watching.regrade import Outcome, Regrading, Wanted
from autograder.watching.texts import Texts

MakeBench = Callable[[House, Sequence[Exercise]], Bench]
Select = Callable[[House], Sequence[Exercise]]


class Session:
    """Grades the chosen exercises once, and then what is saved, until it is closed.

    Nothing here waits: `look` after files may have changed, `take` what `tell` was told, `go_on`
    after either. `fresh` are the exercises whose verdicts came in since somebody looked.
    """

    def __init__(
        self,
        house: House,
        select: Select,
        bench: MakeBench,
        tell: Callable[[Outcome], None],
        *,
        deck: Path | None = None,
        shrinks: bool = True,
    ) -> None:
        self.house = house
        self._select = select
        self._make_bench = bench
        self._deck = deck
        self._shrinks = shrinks
        self.board = boards.began(select(house))
        self.texts = Texts(house, self.board.exercises)
        self._kit = KitFiles(house, self.board.exercises, deck)
        self._regrading = Regrading(bench(house, self.board.exercises), tell)
        self.in_hand: Wanted | None = None
        self._void: Wanted | None = None  # judged by what is out of date
        self.since = time.monotonic()
        self.fresh: list[Exercise] = []

    @property
    def restless(self) -> bool:
        """Whether files should be looked at again soon, whatever is heard of them."""
        return self.texts.restless

    @property
    def next(self) -> NextStep | None:
        """What to turn to next, by what builds on what."""
        extra = {u for u in {e.unit for e in self.board.exercises} if self._extra(u)}
        return next_step(self.house, self.board.graded, frozenset(extra))

    def look(self) -> bool:
        """See what was saved; whether anything was."""
        change = self._kit.look()
        if change.properties or change.others:
            self._reload(change.properties)
        elif change.references:
            self._void = self.in_hand
            self._regrading.stop()
            self._regrading.forget(change.references)
            self.board = boards.outdated(self.board, change.references)
        changed = self.texts.look()
        if changed:
            self.since = time.monotonic()
            self.board = boards.saved(self.board, changed)
        return bool(change) or bool(changed)

    def again(self) -> None:
        """Grade the exercise in focus again, or everything where none is."""
        focus = self.board.focus
        self.since = time.monotonic()
        if focus is None or self.board.view is View.ALL:
            self.board = boards.outdated(self.board, self.board.exercises)
        else:
            self.board = boards.saved(self.board, [focus])

    def take(self, outcome: Outcome) -> None:
        """Note what came of a grading; raises what the kit failed with.

        A verdict counts only where the text is still the one that was graded.
        """
        wanted, self.in_hand = outcome.wanted, None
        if outcome.fault is not None:
            raise outcome.fault
        self.look()
        if outcome.result is None or wanted is self._void or self._outdated(wanted):
            return
        note = boards.shrunk if wanted.smaller else boards.graded
        self.board = note(self.board, wanted.exercise, outcome.result)
        self.fresh.append(wanted.exercise)
        if self.board.focus is None and not self.board.first_time and not self.board.waiting:
            self.board = boards.focused(self.board, self._exercise(self.next))

    def go_on(self) -> None:
        """Begin what is to be done next, and stop what is not wanted any more."""
        wanted = self._wanted()
        if self.in_hand is None:
            if wanted is not None:
                self.in_hand = wanted
                self._regrading.begin(wanted)
        elif self._outdated(self.in_hand) or (
            wanted is not None and wanted.exercise != self.in_hand.exercise
        ):
            self._regrading.stop()

    def close(self) -> None:
        """End every process."""
        self._regrading.close()

    def _wanted(self) -> Wanted | None:
        if self.board.waiting:
            return Wanted(self.board.waiting[0], self.texts.submission())
        if self.board.to_shrink is not None and self._shrinks:
            return Wanted(self.board.to_shrink, self.texts.submission(), smaller=True)
        return None

    def _outdated(self, wanted: Wanted) -> bool:
        """Whether a text was saved since it was taken to be graded."""
        path = wanted.exercise.path
        if wanted.smaller and wanted.exercise in self.board.waiting:
            return True
        return wanted.submission.files.get(path) is not self.texts.files.get(path)

    def _reload(self, changed: Sequence[Exercise]) -> None:
        """Begin with new workers, which load the properties; without exercises, go on as before."""
        house = House(self.house.root)
        exercises: Sequence[Exercise] = self.board.exercises
        with suppress(HouseError):  # for a moment, or for longer: what there was stays
            exercises = self._select(house)
            self.house = house
        if set(exercises) != set(self.board.exercises):
            self.texts = Texts(self.house, exercises)
        self.board = boards.chosen_anew(self.board, exercises)
        self.board = boards.outdated(self.board, changed)
        self._kit = KitFiles(self.house, exercises, self._deck)
        self._void = self.in_hand
        self._regrading.replace(self._make_bench(self.house, exercises))

    def _extra(self, unit: str) -> bool:
        return unit_title(self.house, unit).extra

    def _exercise(self, step: NextStep | None) -> Exercise | None:
        if step is None:
            return None
        return next(e for e in self.board.exercises if e.name == step.exercise)
