"""Collects the repositories of a test, as `python grade.py collect` does, of a course of one."""

from datetime import UTC, datetime
from threading import Event

from autograder.collecting.collect import Collector, joined, write_record
from autograder.collecting.fetch import Fetcher
from autograder.collecting.folder import collection_folder, empty_repository
from autograder.collecting.git import Transfer
from autograder.collecting.github import github_of
from autograder.collecting.record import read_collection
from autograder.collecting.sources import Places, distinct, from_list
from autograder.exercise import Exercise
from autograder.intake.layout import Layout

LAYOUT = Layout.of([Exercise("01_toy", "double")])
PLACE = "assignments/01_toy/double.py"
SOLVED = "def double(x):\n    return x + x\n"
NOW = "2026-03-01T00:00"


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def places(environment=None, *, tries=2, owner="", pauses=None):
    """Places of a GitHub that never really waits; `pauses` is told how long it would have."""

    def wait(seconds):
        if pauses is not None:
            pauses.append(seconds)
        return True

    github = github_of(environment or {}, wait, tries)
    return Places(github=github, owner=owner, local=True)


def collect(folder, rows, *, at=NOW, deadline=None, where=None, **options):
    """Collect the repositories of a list; what became of each, by student."""
    where = where or places()
    text = "\n".join(f"{location} {student}" for student, location in rows.items())
    return collect_sources(
        folder, from_list(text, where), where, at=at, deadline=deadline, **options
    )


def collect_sources(
    folder, sources, where, *, at=NOW, deadline=None, released=None, branch="", **limits
):
    with collection_folder(folder) as there:
        transfer = Transfer(stop=Event(), **limits)
        fetcher = Fetcher(
            github=where.github,
            transfer=transfer,
            reader=empty_repository(there, transfer),
            wait=where.github.wait,
            tries=where.github.tries,
        )
        collector = Collector(
            folder=there,
            fetcher=fetcher,
            layout=LAYOUT,
            released=released,
            before=read_collection(there),
            branch=branch,
            deadline=utc(deadline) if deadline else None,
            now=utc(at),
        )
        found = list(collector.collect(distinct(sources), jobs=4))
        write_record(there, joined(collector.before, found))
    return {one.student: one for one in found}


def collected_files(folder, student):
    """What lies in a student's folder, by path."""
    root = folder / "submissions" / student
    return {
        path.relative_to(root).as_posix(): path.read_bytes().decode()
        for path in sorted(root.rglob("*"))
        if not path.is_dir()
    }
