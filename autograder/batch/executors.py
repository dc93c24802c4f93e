"""A pool of grader processes here: one submission at a time each, replaced when one dies or hangs.

`ProcessPoolExecutor` gives up as a whole when a process dies; grading goes on with the others.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, ParamSpec, TypeVar

from autograder.child.confine import die_with_parent

P = ParamSpec("P")
T = TypeVar("T")
_END_SECONDS = 5.0


class GraderLostError(RuntimeError):
    """A grader process died, or had to be ended, before it answered."""


@dataclass(frozen=True)
class _Call:
    future: Future[Any]
    call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


class GraderPool(Executor):
    """`jobs` grader processes; each call may take `seconds`.

    `first` is called in each new process before anything else, so that it gets ready early.
    """

    def __init__(self, jobs: int, *, seconds: float, first: Callable[[], None] | None = None):
        self._calls: queue.SimpleQueue[_Call | None] = queue.SimpleQueue()
        self._seconds = seconds
        self._first = first
        self._closing = False
        self._seats = [_Seat(self, number) for number in range(jobs)]
        for seat in self._seats:
            seat.thread.start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a call made in one of the processes."""
        if self._closing:
            raise RuntimeError("the pool is closed")
        future: Future[T] = Future()
        self._calls.put(_Call(future, (fn, args, kwargs)))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002
        """End the processes: at once with `cancel_futures`, else when all is done."""
        self._closing = True
        if cancel_futures:
            with suppress(queue.Empty):
                while (call := self._calls.get_nowait()) is not None:
                    call.future.cancel()
            for seat in self._seats:
                seat.kill()
        for _ in self._seats:
            self._calls.put(None)
        if wait:
            for seat in self._seats:
                seat.thread.join()

    def processes(self) -> list[int]:
        """The processes that run now."""
        return [pid for seat in self._seats if (pid := seat.pid) is not None]


class _Seat:
    """One place in the pool: a thread, and the process that it talks to."""

    def __init__(self, pool: GraderPool, number: int) -> None:
        self._pool = pool
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self.thread = threading.Thread(target=self._work, name=f"grader {number}", daemon=True)

    @property
    def pid(self) -> int | None:
        process = self._process
        return process.pid if process is not None else None

    def _work(self) -> None:
        with suppress(OSError, EOFError):  # a call tries again, and says it
            self._start()
        while (next_ := self._pool._calls.get()) is not None:
            if not next_.future.set_running_or_notify_cancel():
                continue
            try:
                good, value = self._ask(next_)
            except BaseException as error:
                self.end()
                next_.future.set_exception(error)
            else:
                (next_.future.set_result if good else next_.future.set_exception)(value)
        self.end()

    def _ask(self, next_: _Call) -> tuple[bool, Any]:
        if self._pool._closing and self._process is None:
            raise GraderLostError("the pool is closed")
        if self._connection is None:
            self._start()
        connection = self._connection
        if connection is None:
            raise GraderLostError("no grader process could be started")
        try:
            connection.send(next_.call)
            if not connection.poll(self._pool._seconds):
                raise GraderLostError(f"it had not answered after {self._pool._seconds:.0f} s")
            good, value = connection.recv()
            return good, value
        except (EOFError, OSError) as error:
            raise GraderLostError(f"the grader process ended ({self._code()})") from error

    def _code(self) -> str:
        if self._process is None:
            return "for good"
        self._process.join(_END_SECONDS)
        code = self._process.exitcode
        return "silently" if code is None else f"signal {-code}" if code < 0 else f"code {code}"

    def _start(self) -> None:
        """Start a process; it ends with this thread, so with this process too."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_serve, args=(theirs, os.getpid(), self._pool._first), daemon=True
        )
        process.start()
        theirs.close()
        self._process, self._connection = process, ours

    def kill(self) -> None:
        """End the process, from another thread: whoever waits for it learns that it is gone."""
        process = self._process
        if process is not None:
            process.kill()

    def end(self) -> None:
        """End the process, and let go of it."""
        process, connection = self._process, self._connection
        self._process = self._connection = None
        if process is not None:
            process.kill()
            process.join(_END_SECONDS)
        if connection is not None:
            with suppress(OSError):
                connection.close()


def _serve(connection: Connection, parent: int, first: Callable[[], None] | None) -> None:
    """Answer calls until the pool lets go; a Ctrl-C is for the process that has the pool."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent(parent)
    if first is not None:
        with suppress(Exception):  # the first call says it
            first()
    with suppress(EOFError):
        while True:
            function, args, kwargs = connection.recv()
            try:
                answer = True, function(*args, **kwargs)
            except Exception as error:
                answer = False, error
            connection.send(answer)
