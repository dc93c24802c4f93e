"""The ledger of a class: a SQLite file with the last outcome of every student, safe at any moment.

Each outcome is a transaction of its own, on the disk when it is told to be kept: whatever ends the
process, or the machine, loses at most the submissions in hand.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from autograder.batch.work import Outcome
from autograder.grading.class_record import ClassRecord, Status, StudentResult
from autograder.grading.score_report import Text
from autograder.language import N_, SaidError

NAME = "ledger.sqlite"
SCHEMA_VERSION = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS outcome (
    student TEXT PRIMARY KEY, key TEXT NOT NULL, status TEXT NOT NULL, note BLOB, report BLOB
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS student (
    student TEXT PRIMARY KEY, place INTEGER NOT NULL, facts BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS class (only_one INTEGER PRIMARY KEY CHECK (only_one = 0), facts BLOB);
"""
_KEPT = "INSERT OR REPLACE INTO outcome VALUES (?, ?, ?, ?, ?)"


class LedgerError(SaidError):
    """A ledger that cannot be used; the message says why, and what to do."""


class Ledger:
    """An open ledger; use it in the thread that opened it. Every method raises LedgerError."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection

    def keys(self) -> dict[str, str]:
        """The key of every outcome that stands, by student: not of what the kit failed at."""
        query = "SELECT student, key FROM outcome WHERE status != ?"
        with self._told():
            return dict(self._connection.execute(query, (Status.KIT_ERROR,)))

    def keep(self, outcome: Outcome) -> None:
        """Write an outcome down for good."""
        note = msgspec.json.encode(outcome.note) if outcome.note else None
        row = (outcome.student, outcome.key, outcome.status, note, outcome.report)
        with self._told(), self._connection:
            self._connection.execute(_KEPT, row)

    def outcomes(self, student: str | None = None) -> Iterator[Outcome]:
        """Every outcome, or that of one student, by student."""
        query = "SELECT student, key, status, note, report FROM outcome"
        query += " ORDER BY student" if student is None else " WHERE student = ?"
        with self._told():
            for name, key, status, note, report in self._connection.execute(
                query, () if student is None else (student,)
            ):
                text = msgspec.json.decode(note, type=Text) if note else None
                yield Outcome(
                    student=name, key=key, status=Status(status), note=text, report=report or b""
                )

    def outcome(self, student: str) -> Outcome | None:
        """The outcome of a student."""
        return next(self.outcomes(student), None)

    def write_class(self, facts: ClassRecord, students: Iterable[StudentResult]) -> None:
        """Write down who is in the class, without reports, in one transaction."""
        rows = [(s.student, place, msgspec.json.encode(s)) for place, s in enumerate(students)]
        with self._told(), self._connection:
            self._connection.execute("DELETE FROM student")
            self._connection.executemany("INSERT INTO student VALUES (?, ?, ?)", rows)
            self._connection.execute(
                "INSERT OR REPLACE INTO class VALUES (0, ?)", (msgspec.json.encode(facts),)
            )

    def read_class(self) -> tuple[ClassRecord, list[StudentResult]]:
        """What was written of the class; raises LedgerError where nothing was yet."""
        with self._told():
            row = self._connection.execute("SELECT facts FROM class").fetchone()
            if row is None:
                raise self._unusable()
            query = "SELECT facts FROM student ORDER BY place"
            students = [
                msgspec.json.decode(facts, type=StudentResult)
                for (facts,) in self._connection.execute(query)
            ]
            return msgspec.json.decode(row[0], type=ClassRecord), students

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise _said(self._path, error) from error
        except msgspec.MsgspecError as error:
            raise self._unusable() from error

    def _unusable(self) -> LedgerError:
        sentence = N_("{file} is no ledger of this version. Name another folder for the results.")
        return LedgerError(sentence, file=self._path)


@contextmanager
def open_ledger(path: Path, *, must_exist: bool = False) -> Iterator[Ledger]:
    """Open a ledger, or begin one; raises LedgerError."""
    if must_exist and not path.is_file():
        sentence = N_("{folder} holds no results. Name a folder that `python grade.py batch` made.")
        raise LedgerError(sentence, folder=path.parent)
    connection = None
    try:
        try:
            connection = sqlite3.connect(path, timeout=20.0)
            _set_up(path, connection)
        except sqlite3.DatabaseError as error:
            raise _said(path, error) from error
        yield Ledger(path, connection)
    finally:
        if connection is not None:
            with suppress(sqlite3.DatabaseError):  # a full disk: what was kept is in the log
                connection.close()


def _set_up(path: Path, connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == 0:
        with connection:
            connection.executescript(_TABLES)
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    elif version != SCHEMA_VERSION:
        sentence = N_("{file} is no ledger of this version. Name another folder for the results.")
        raise LedgerError(sentence, file=path)


def _said(path: Path, error: sqlite3.DatabaseError) -> LedgerError:
    """What SQLite says, for people."""
    code = getattr(error, "sqlite_errorname", "")
    if code.startswith("SQLITE_FULL"):
        sentence = N_("The disk is full: {file} cannot be written. What was graded before is kept.")
    elif code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        sentence = N_("{file} cannot be written. Is its folder yours to write?")
    elif code.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        sentence = N_("{file} is damaged. Move it away, and everybody is graded again.")
    else:
        sentence = N_("{file} cannot be read or written: {error}.")
    return LedgerError(sentence, file=path, error=error)
