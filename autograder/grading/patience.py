"""A limit on the kit's own work: a reference that never ends must not hold up the grading."""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

AGAIN_SECONDS = 5.0


class OutOfPatienceError(Exception):
    """The kit's own work took longer than it ever should."""

    def __init__(self) -> None:
        super().__init__("it took longer than it ever should; is there a loop that never ends?")


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Raise OutOfPatienceError in the body once it has taken `seconds`.

    And every few seconds after that, for it may be caught on its way. It comes between two steps of
    Python: a call of a library that never returns is not ended.
    """
    thread = threading.get_ident()
    over = threading.Event()
    deciding = threading.Lock()
    raised = threading.Event()

    def watch() -> None:
        wait = seconds
        while not over.wait(wait):
            with deciding:
                if not over.is_set():
                    raised.set()
                    _raise_in(thread)
            wait = AGAIN_SECONDS

    watcher = threading.Thread(target=watch, name="patience", daemon=True)
    try:
        try:
            watcher.start()
            yield
        finally:
            _calm(thread, over, deciding, raised)
    finally:  # whatever came between: nothing is raised from here on
        over.set()
        if watcher.ident is not None:
            watcher.join()


def _calm(
    thread: int, over: threading.Event, deciding: threading.Lock, raised: threading.Event
) -> None:
    """Stop watching; an exception that may be on its way comes here.

    It is not taken back: CPython 3.11 would wait for one ever after, and hang where it is traced.
    """
    try:
        over.set()
        with deciding:  # it is raised, or it never will be
            if raised.is_set():
                _raise_in(thread)
        while raised.is_set():
            time.sleep(0)
    except OutOfPatienceError:
        over.set()


def _raise_in(thread: int) -> None:
    """Raise the exception in a thread at its next step, once, be one on its way already or not."""
    value = ctypes.py_object(OutOfPatienceError)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), value)
