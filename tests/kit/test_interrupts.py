"""Ctrl-C is not lost, whatever Python is doing when it comes."""

import subprocess
import sys

import pytest

PROGRAM = """
import gc, os, signal, time
from autograder.cli.interrupts import keep_interrupts

keep_interrupts()
once = []

def callback(phase, info):
    if not once:
        once.append(1)
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(1000):
            pass

gc.callbacks.append(callback)
try:
    gc.collect()
    print("went on", flush=True)
    time.sleep(30)
    print("never stopped")
except KeyboardInterrupt:
    print("stopped")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="os.kill ends a process on Windows")
def test_an_interrupt_in_a_callback_of_the_garbage_collector_comes_again_at_once():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60
    )
    assert done.stdout == "went on\nstopped\n"
    assert done.stderr == ""


def test_other_errors_in_callbacks_are_still_said():
    program = PROGRAM.replace("os.kill(os.getpid(), signal.SIGINT)", "raise ValueError('mine')")
    program = program.replace("time.sleep(30)", "pass")
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60
    )
    assert "mine" in done.stderr
    assert done.stdout == "went on\nnever stopped\n"
