"""`python grade.py collect`: fetch students' repositories as they stood at a deadline."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import click
from rich.console import Console

from autograder.cli.collect_view import outcome_lines
from autograder.cli.exits import INTERRUPTED, PASSED, TO_FIX
from autograder.cli.progress_bar import progress_bar
from autograder.exercise import House
from autograder.language import SaidError

if TYPE_CHECKING:
    from autograder.collecting.collect import Collector
    from autograder.collecting.record import Collected
    from autograder.collecting.sources import Places, Source


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the caller asks for."""

    directory: str
    lists: Sequence[str]
    org: str | None
    prefix: str | None
    roster: str | None
    deadline: str | None
    branch: str | None
    released: Sequence[str]
    local: bool
    jobs: int
    megabytes: int
    tries: int
    workflow: str | None

    def words(self) -> list[str]:
        """The same again as words of a command line, without what this machine is like."""
        from autograder.collecting.sources import moment

        due = moment(self.deadline).isoformat() if self.deadline is not None else None
        pairs = [
            *(("--list", name) for name in self.lists),
            ("--org", self.org),
            ("--prefix", self.prefix),
            ("--roster", self.roster),
            ("--deadline", due),
            ("--branch", self.branch),
            *(("--released", name) for name in self.released),
        ]
        return [word for option, value in pairs if value is not None for word in (option, value)]


def run(**options: object) -> int:
    """Collect, write, say what there is to say; raises SaidError for bad input."""
    from autograder.collecting.folder import collection_folder

    asked = Asked(**options)  # type: ignore[arg-type]  # click has seen to their types
    if not asked.lists and not (asked.org and asked.prefix):
        raise SaidError("Say which repositories: --list FILE, or --org NAME and --prefix NAME.")
    if asked.roster is not None and not asked.org:
        raise SaidError("--roster says whose repositories of an --org to collect; name that too.")
    if asked.workflow is not None:
        return _write_workflow(asked)
    stop = Event()
    with collection_folder(Path(asked.directory)) as folder:
        sources, collector = _prepared(asked, folder, stop)
        found = _collect(collector, sources, asked.jobs, stop)
        stopped = len(found) < len(sources)
        for line in outcome_lines(found, len(sources), asked.directory):
            click.echo(line)
    if stopped:
        return INTERRUPTED
    return TO_FIX if any(one.state.unsettled for one in found) else PASSED


def _write_workflow(asked: Asked) -> int:
    from autograder.cli.output_file import writable, write_text
    from autograder.collecting.workflow import marks_workflow

    target = Path(asked.workflow or "")
    target.parent.mkdir(parents=True, exist_ok=True)
    write_text(marks_workflow(asked.directory, asked.words()), writable(str(target)))
    click.echo(f"{target}: commit it to a private repository. What it needs stands at its top.")
    return PASSED


def _prepared(asked: Asked, folder: Path, stop: Event) -> tuple[Sequence[Source], Collector]:
    from autograder.collecting.collect import Collector
    from autograder.collecting.fetch import Fetcher
    from autograder.collecting.folder import empty_repository
    from autograder.collecting.git import Transfer
    from autograder.collecting.github import github_of
    from autograder.collecting.integrity import read_released
    from autograder.collecting.record import read_collection
    from autograder.collecting.sources import Places, distinct, moment
    from autograder.intake.layout import Layout

    def wait(seconds: float) -> bool:
        return not stop.wait(seconds)

    deadline = moment(asked.deadline) if asked.deadline is not None else None
    released = read_released(asked.released)
    github = github_of(os.environ, wait, asked.tries)
    places = Places(github=github, owner=asked.org or "", local=asked.local)
    sources = distinct(_sources(asked, places))
    if not sources:
        raise SaidError("There is no repository to collect: the list, or the prefix, names none.")
    transfer = Transfer(repository=asked.megabytes << 20, stop=stop)
    fetcher = Fetcher(
        github=github,
        transfer=transfer,
        reader=empty_repository(folder, transfer),
        wait=wait,
        tries=asked.tries,
    )
    collector = Collector(
        folder=folder,
        fetcher=fetcher,
        layout=Layout.of(House().exercises),
        released=released,
        before=read_collection(folder),
        branch=asked.branch or "",
        deadline=deadline,
        now=datetime.now(UTC).replace(microsecond=0),
    )
    return sources, collector


def _sources(asked: Asked, places: Places) -> Iterator[Source]:
    from autograder.collecting.github import HostError
    from autograder.collecting.sources import from_list, from_owner, read_table, roster

    yield from chain.from_iterable(from_list(read_table(name), places) for name in asked.lists)
    if not asked.org or not asked.prefix:
        return
    students = None if asked.roster is None else roster(read_table(asked.roster))
    try:
        yield from from_owner(places, asked.prefix, students)
    except HostError as error:
        said = "The repositories of {owner} cannot be listed: {error}"
        raise SaidError(said, owner=asked.org, error=error) from error


def _collect(
    collector: Collector, sources: Sequence[Source], jobs: int, stop: Event
) -> list[Collected]:
    """Collect below a progress bar; what was done stands in the record, also after Ctrl-C."""
    from autograder.collecting.collect import joined, write_record

    found: list[Collected] = []
    try:
        with progress_bar(Console(highlight=False)) as progress:
            bar = progress.add_task("asking", total=len(sources))
            for one in collector.collect(sources, jobs=jobs):
                found.append(one)
                progress.update(bar, advance=1, description=one.student)
    except KeyboardInterrupt:
        pass
    finally:
        stop.set()
        write_record(collector.folder, joined(collector.before, found))
    return found
