"""What `batch` shows: how far it is, how fast, what fails; and in the end what there is to see."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)

from autograder.batch.run import Done
from autograder.cli.class_output import Written
from autograder.grading.class_record import Status, StudentResult
from autograder.harmless import tamed

_NAMED = 10


class BatchView:
    """A progress bar below; where there is no terminal, a line every tenth of the way."""

    def __init__(self, console: Console, total: int) -> None:
        self._console = console
        self._total = total
        self._done: list[Done] = []
        self._start = time.monotonic()
        self._progress = Progress(
            BarColumn(bar_width=20),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(compact=True),
            TextColumn("{task.description}"),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._progress.add_task("starting PyTorch", total=total, rate="")

    def __enter__(self) -> BatchView:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def done(self, one: Done) -> None:
        """Show that one more is done."""
        self._done.append(one)
        graded = sum(not d.before for d in self._done)
        minutes = (time.monotonic() - self._start) / 60
        rate = f"{graded / minutes:.0f}/min" if graded and minutes else ""
        failing = ", ".join(self._failing())
        description = f"{one.student[:24]}{'  ' + failing if failing else ''}"
        self._progress.update(self._task, advance=1, rate=rate, description=description)
        count, step = len(self._done), max(1, self._total // 10)
        if not self._console.is_terminal and count % step == 0:
            said = ", ".join(part for part in (rate, failing) if part)
            self._console.print(f"{count} of {self._total}{', ' + said if said else ''}")

    def _failing(self) -> Iterator[str]:
        counts = Counter(d.status for d in self._done)
        if counts[Status.KIT_ERROR]:
            yield f"{counts[Status.KIT_ERROR]} failed by the kit"
        if counts[Status.UNREADABLE]:
            yield f"{counts[Status.UNREADABLE]} unreadable"


def summary(written: Written, *, before: int) -> Iterator[str]:
    """What came of it, what a person has to look at first, and where everything is.

    `before` is how many were graded by an earlier run.
    """
    by_status = {status: [r for r in written.results if r.status is status] for status in Status}
    yield from _listed("The kit failed, no mark", by_status[Status.KIT_ERROR])
    yield from _listed("Could not be read, 0 points", by_status[Status.UNREADABLE])
    if by_status[Status.MISSING]:
        names = [r.student for r in by_status[Status.MISSING]]
        yield tamed(f"Nothing handed in, 0 points: {_some(names)}")
    if written.unknown:
        yield tamed(f"Not recognised, not graded: {_some(list(written.unknown))}")
    again = f" ({before} as before)" if before else ""
    yield f"{len(by_status[Status.GRADED])} of {len(written.results)} graded{again}."
    for said in written.notes:
        yield tamed(said)
    yield f"{written.folder}: {', '.join(written.files)}"


def _listed(title: str, results: Sequence[StudentResult]) -> Iterator[str]:
    for result in results[:_NAMED]:
        why = f": {result.note.en}" if result.note else ""
        yield tamed(f"{title}: {result.student}{why}")
    if len(results) > _NAMED:
        yield f"{title}: {len(results) - _NAMED} more"


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"
