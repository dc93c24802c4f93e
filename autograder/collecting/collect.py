"""Collecting many repositories at once into a folder that can be graded, with a record of each."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from autograder.collecting.fetch import Fetched, Fetcher, UncollectedError, Wanted
from autograder.collecting.integrity import Released
from autograder.collecting.objects import ObjectError, Objects
from autograder.collecting.pushes import with_sighting
from autograder.collecting.record import (
    NAME,
    REPOSITORIES,
    SUBMISSIONS,
    Collected,
    Collection,
    State,
    encoded,
)
from autograder.collecting.sources import Source
from autograder.collecting.take import Taken, take
from autograder.collecting.tree import Commit
from autograder.intake.layout import Layout
from autograder.intake.limits import Limits
from autograder.intake.refusal import SubmissionError

_LIMITS = Limits()


@dataclass(frozen=True, kw_only=True)
class Collector:
    """What is collected into `folder` and how.

    `layout` tells exercises, `released` what was handed out, `before` what was collected earlier.
    """

    folder: Path
    fetcher: Fetcher
    layout: Layout
    released: Released | None
    before: Collection
    branch: str = ""
    deadline: datetime | None = None
    now: datetime

    def collect(self, sources: Iterable[Source], *, jobs: int) -> Iterator[Collected]:
        """Each repository as it is done; their files are in place then."""
        with ThreadPoolExecutor(jobs) as pool:
            futures = [pool.submit(self._one, source) for source in sources]
            try:
                for future in as_completed(futures):
                    yield future.result()
            finally:
                for future in futures:
                    future.cancel()
                self.fetcher.transfer.stop.set()

    def _one(self, source: Source) -> Collected:
        earlier = self._earlier(source.student)
        deadline = source.deadline or self.deadline
        seen = earlier.seen if earlier is not None else ()
        start = Collected(
            student=source.student,
            repository=source.location,
            state=State.COLLECTED,
            collected_at=self.now,
            deadline=deadline,
            seen=seen,
        )
        wanted = Wanted(branch=self.branch, deadline=deadline, seen=seen, now=self.now)
        store = self.folder / REPOSITORIES / f"{source.student}.git"
        try:
            fetched = self.fetcher.fetch(source, store, wanted)
            return self._settled(_described(start, fetched, self.now), fetched, store)
        except UncollectedError as error:
            return self._without(start, earlier, error.state, str(error))

    def _settled(self, found: Collected, fetched: Fetched, store: Path) -> Collected:
        """What was fetched, with its files in place."""
        if not fetched.push.commit:
            return self._without(found, None, State.LATE, "Nothing had been pushed by then.")
        try:
            with Objects(store, self.fetcher.reader) as objects:
                tree, committed = objects.commit(found.commit)
                commit = Commit(objects, tree, _LIMITS)
                taken = take(commit, self.layout)
                found = replace(found, committed_at=committed)
                found = self._compared(found, commit)
        except SubmissionError as error:
            said = str(error.about(found.repository, ""))
            return self._without(found, None, State.TOO_LARGE, said)
        except ObjectError as error:
            return self._without(found, None, State.NOT_FETCHED, f"It is damaged: {error}.")
        found = replace(found, exercises=taken.exercises, left_out=tuple(taken.left_out))
        if not taken.anything:
            return self._without(found, None, State.NO_EXERCISES, "It holds none of the exercises.")
        self._write(found, taken)
        return found

    def _compared(self, found: Collected, commit: Commit) -> Collected:
        if self.released is None:
            return found
        try:
            return replace(found, differences=self.released.differences(commit))
        except SubmissionError as error:
            note = f"Not compared with what was handed out: {error.about(found.repository, '')}"
            return replace(found, notes=(*found.notes, note))

    def _write(self, found: Collected, taken: Taken) -> None:
        """Put the files in place, all at once; they are as old as the push, if it is known."""
        final = self.folder / SUBMISSIONS / found.student
        with tempfile.TemporaryDirectory(dir=self.folder, prefix=".new-") as name:
            fresh = Path(name) / "fresh"
            fresh.mkdir()
            for path, data in taken.files.items():
                target = fresh / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
                if found.pushed_at is not None:
                    stamp = found.pushed_at.timestamp()
                    os.utime(target, (stamp, stamp))
            if final.exists():
                final.rename(Path(name) / "old")
            final.parent.mkdir(parents=True, exist_ok=True)
            fresh.rename(final)

    def _without(
        self, found: Collected, earlier: Collected | None, state: State, said: str
    ) -> Collected:
        """A repository of which nothing was taken: what is there of it stays if that may change."""
        final = self.folder / SUBMISSIONS / found.student
        found = replace(found, state=state, notes=(*found.notes, said))
        if not state.unsettled:
            shutil.rmtree(final, ignore_errors=True)
        elif final.is_dir():
            known = earlier or found
            return replace(
                found,
                kept=True,
                commit=known.commit,
                pushed_at=known.pushed_at,
                evidence=known.evidence,
            )
        return found

    def _earlier(self, student: str) -> Collected | None:
        return next((one for one in self.before.repositories if one.student == student), None)


def _described(start: Collected, fetched: Fetched, now: datetime) -> Collected:
    push = fetched.push
    return replace(
        start,
        renamed_to=fetched.renamed_to,
        branch=fetched.branch,
        commit=push.commit,
        tip=fetched.tip,
        pushed_at=push.at,
        evidence=push.evidence,
        notes=(push.note,) if push.note else (),
        seen=with_sighting(start.seen, fetched.tip, now),
    )


def joined(before: Collection, found: Iterable[Collected]) -> Collection:
    """The record with what was found now in place of what it said of the same students."""
    by_student = {one.student: one for one in (*before.repositories, *found)}
    return Collection(repositories=tuple(by_student[name] for name in sorted(by_student)))


def write_record(folder: Path, collection: Collection) -> None:
    """Write the record; where that fails, the one before is still there."""
    whole = folder / f".{NAME}.new"
    whole.write_bytes(encoded(collection))
    whole.replace(folder / NAME)
