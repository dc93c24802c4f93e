"""Hearing of saves: a thread that tells when something has changed below some folders."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from watchfiles import watch

from autograder.watching.texts import stamp

_STEP_MS = 10  # without another change for so long, it is told of
_MOST_MS = 50  # and at the latest after this, be there ever so many
_WAIT_MS = 1000
_AGAIN_SECONDS = 0.5


@contextmanager
def heard(folders: Sequence[Path], tell: Callable[[], None]) -> Iterator[None]:
    """Tell, from another thread, of what changes below the folders; they may go and come back."""
    over = threading.Event()
    thread = threading.Thread(target=_listen, args=(folders, tell, over), name="files", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(2)


def _listen(folders: Sequence[Path], tell: Callable[[], None], over: threading.Event) -> None:
    while not over.is_set():
        there = [folder for folder in folders if folder.is_dir()]
        numbers = _numbers(there)
        try:
            changes = watch(
                *there,
                debounce=_MOST_MS,
                step=_STEP_MS,
                stop_event=over,
                rust_timeout=_WAIT_MS,
                yield_on_timeout=True,
                raise_interrupt=False,
            )
            for found in changes:
                if found:
                    tell()
                if _numbers(there) != numbers or len(there) < sum(f.is_dir() for f in folders):
                    break
        except OSError:  # a folder has just gone, or no more can be listened to: others look, too
            pass
        if not over.wait(_AGAIN_SECONDS):
            tell()


def _numbers(folders: Sequence[Path]) -> list[int]:
    """What tells a folder from another one that is made in its place."""
    found = [stamp(folder) for folder in folders]
    return [one[2] if one is not None else 0 for one in found]
