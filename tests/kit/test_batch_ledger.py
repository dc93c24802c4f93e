"""The ledger: what was kept stays, whatever happens, and one run has it at a time."""

import os
import sqlite3
import subprocess
import sys

import pytest

from autograder.batch.ledger import LedgerError, open_ledger
from autograder.batch.lock import LockedError, locked
from autograder.batch.work import Outcome
from autograder.grading.class_record import Status
from autograder.grading.score_report import Text

KEPT = Outcome(student="ada", key="k1", status=Status.GRADED, report=b"r", note=Text("well", "好"))
LOST = Outcome(student="bo", key="k2", status=Status.KIT_ERROR)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "ledger.sqlite"


def test_what_was_kept_is_there_when_it_is_opened_again(path):
    with open_ledger(path) as ledger:
        ledger.keep(KEPT)
        ledger.keep(LOST)
    with open_ledger(path, must_exist=True) as ledger:
        assert list(ledger.outcomes()) == [KEPT, LOST]
        assert ledger.outcome("ada") == KEPT
        assert ledger.outcome("eve") is None


def test_a_later_outcome_takes_the_place_of_the_earlier_one(path):
    with open_ledger(path) as ledger:
        for key in ("k1", "k3"):
            ledger.keep(Outcome(student="ada", key=key, status=Status.GRADED))
        assert ledger.keys() == {"ada": "k3"}


def test_what_the_kit_failed_at_has_no_key_so_that_it_is_graded_again(path):
    with open_ledger(path) as ledger:
        ledger.keep(KEPT)
        ledger.keep(LOST)
        assert ledger.keys() == {"ada": "k1"}


def test_a_process_that_is_killed_loses_nothing_that_was_kept(path):
    code = (
        "import os, sys; from pathlib import Path\n"
        "from autograder.batch.ledger import open_ledger\n"
        "from autograder.batch.work import Outcome\n"
        "from autograder.grading.class_record import Status\n"
        "with open_ledger(Path(sys.argv[1])) as ledger:\n"
        "    for number in range(50):\n"
        "        ledger.keep(Outcome(student=f's{number:02}', key='k', status=Status.GRADED))\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], timeout=60)
    assert done.returncode == -9
    with open_ledger(path, must_exist=True) as ledger:
        assert len(ledger.keys()) == 50


def test_a_full_disk_is_said_and_what_was_kept_before_stays(path):
    large = Outcome(student="bo", key="k", status=Status.GRADED, report=os.urandom(1 << 16))
    with open_ledger(path) as ledger:
        ledger.keep(KEPT)
        ledger._connection.execute("PRAGMA max_page_count = 8")
        with pytest.raises(LedgerError, match=r"disk is full.*graded before is kept"):
            ledger.keep(large)
        assert ledger.keys() == {"ada": "k1"}


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda path: path.write_bytes(b"no database, but long enough to be one" * 40), "damaged"),
        (lambda path: sqlite3.connect(path).execute("PRAGMA user_version = 99"), "this version"),
        (lambda path: path.mkdir(), "cannot be written"),
    ],
)
def test_a_file_that_is_no_ledger_gets_one_sentence(path, spoil, sentence):
    spoil(path)
    with pytest.raises(LedgerError, match=sentence), open_ledger(path):
        pass


def test_a_folder_without_results_is_said(path):
    with pytest.raises(LedgerError, match="holds no results"), open_ledger(path, must_exist=True):
        pass


def test_a_second_run_is_told_who_has_the_folder_and_a_third_may_go_on(tmp_path):
    with (
        locked(tmp_path),
        pytest.raises(LockedError, match=f"process {os.getpid()}"),
        locked(tmp_path),
    ):
        pass
    with locked(tmp_path):
        pass
