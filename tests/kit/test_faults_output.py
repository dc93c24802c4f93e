"""A report that cannot be written, a grader that is ended: one sentence, nothing lost or left."""

import json
import resource
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from processes import below, ended, wait_until

from autograder.cli import main as command_line
from autograder.cli.output_file import write_text
from autograder.exercise import House
from autograder.language import SaidError

ROOT = House().root
ENDLESS = "import time\nwhile True:\n    time.sleep(1)\ndef add_batch(x):\n    return x\n"
ONE_WORKER = """
import os, sys, threading
from autograder.exercise import House
from autograder.wire.messages import Load
from autograder.worker.system import worker_source

(exercise,) = House().select(["add_batch"])
source = worker_source([House().properties(exercise)], fork={fork})
worker = source.acquire()
print("ready", flush=True)
worker.load(Load({text!r}, "s.py", "add_batch", "add_batch"), seconds=60)
"""
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")


@contextmanager
def full_disk():
    """No file can grow beyond a few bytes."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_report_that_does_not_fit_on_the_disk_leaves_the_one_before_whole(tmp_path):
    target = tmp_path / "report.json"
    write_text('{"before": 1}', target)
    with full_disk(), pytest.raises(SaidError, match="cannot be written: File too"):
        write_text('{"after": 2}' * 1000, target)
    assert target.read_text() == '{"before": 1}'
    assert list(tmp_path.iterdir()) == [target]


def test_a_report_goes_where_a_link_leads_and_the_link_stays(tmp_path):
    link = tmp_path / "latest.json"
    link.symlink_to(tmp_path / "report.json")
    write_text("{}", link)
    assert link.is_symlink()
    assert (tmp_path / "report.json").read_text() == "{}"


def test_a_device_that_is_full_is_said(tmp_path):
    with pytest.raises(SaidError, match="cannot be written: No space left"):
        write_text("{}", Path("/dev/full"))


def test_output_that_cannot_be_written_is_one_sentence_and_exits_with_2():
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "grade.py", "hint", "add_batch"],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.strip().endswith("No space left on device.")
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_fault_of_the_command_line_is_one_sentence_and_exits_with_2(monkeypatch, capsys):
    def broken(**options):
        raise TypeError("something\nis wrong")

    monkeypatch.setattr(command_line.cli, "main", broken)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    with pytest.raises(SystemExit) as stopped:
        command_line.main()
    said = capsys.readouterr().err
    assert stopped.value.code == 2
    assert said.startswith("The kit failed: TypeError: something (")
    assert len(said.splitlines()) == 1


def test_a_grader_that_is_told_to_end_reports_what_it_graded_and_leaves_no_process(tmp_path):
    folder = tmp_path / "06_training_steps"
    folder.mkdir()
    (folder / "add_batch.py").write_text(ENDLESS)
    report = tmp_path / "report.json"
    grader = subprocess.Popen(
        [sys.executable, "grade.py", "uniform", "add_batch", "--submission", tmp_path,
         "--json", report],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    with grader:
        while "uniform" not in grader.stdout.readline():
            continue
        workers = wait_until(lambda: len(found := below(grader.pid)) >= 2 and found)
        grader.send_signal(signal.SIGTERM)
        shown = grader.communicate(timeout=30)[0]
    assert grader.returncode == 130, shown
    assert "Stopped before the end" in shown
    assert json.loads(report.read_text())["complete"] is False
    assert ended(workers)


@pytest.mark.parametrize("fork", [True, False], ids=["forked", "spawned"])
def test_a_grader_that_is_killed_takes_its_workers_with_it(fork):
    program = ONE_WORKER.format(fork=fork, text=ENDLESS)
    grader = subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with grader:
        assert grader.stdout.readline() == "ready\n"
        workers = wait_until(lambda: len(found := below(grader.pid)) >= 2 and found)
        grader.kill()
    assert ended(workers)
