"""A made-up class on the disk, with the deck that it is graded on, and what came of it."""

import csv
import io
import os
import sqlite3
import subprocess
import sys

from class_forms import write_class, write_roster
from classes import make_class

from autograder.exercise import House

HOUSE = House()
UNIT = "02_creation"
COUNT = 16


class Folders:
    """Where a class lies, and the deck that it is graded on."""

    def __init__(self, root):
        self.made = make_class(COUNT, units=[UNIT], missing=0.1, hostile=0.2, seed=3)
        self.handed, self.roster, self.deck = root / "handed", root / "roster.csv", root / "deck"
        write_class(self.made, self.handed, "mixed")
        write_roster(self.made, self.roster)

    def words(self, out, *more):
        words = ["batch", self.handed, "--out", out, "--unit", UNIT, "--roster", self.roster]
        return [*map(str, [*words, "--deck", self.deck, "--seconds", 60, *more])]

    def start(self, out, *more):
        """The command as a process of its own group."""
        return subprocess.Popen(
            [sys.executable, "grade.py", *self.words(out, *more)],
            cwd=HOUSE.root,
            env={**os.environ, "TORCH_KATA_LANG": "en"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )


def rows(out):
    text = (out / "grades.csv").read_text(encoding="utf-8")
    return {row["student"]: row for row in csv.DictReader(io.StringIO(text))}


def kept(out):
    """How many outcomes the ledger holds."""
    try:
        with sqlite3.connect(f"file:{out / 'ledger.sqlite'}?mode=ro", uri=True) as connection:
            return connection.execute("SELECT count(*) FROM outcome").fetchone()[0]
    except sqlite3.Error:
        return 0
