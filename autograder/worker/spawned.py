"""Workers in processes of their own, kept for the next exercise while they behave."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO

import msgspec

from autograder.child.confine import clean_environment
from autograder.child.spawned import Settings
from autograder.target import Target
from autograder.wire.ready import Ready
from autograder.worker.client import Worker, WorkerDiedError
from autograder.worker.process import Exit
from autograder.worker.source import (
    START_SECONDS,
    Starts,
    WorkerStartError,
    greeted,
    interpreter_command,
)

_IS_WINDOWS = sys.platform == "win32"
TURNS = 2  # workers: what passed is asked again in another one
_JOIN_SECONDS = 5.0
_SETTLE_SECONDS = 5.0


class SpawnedProcess:
    """A worker's process, started by the grader itself."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def poll(self) -> Exit | None:
        """How the process ended, once it has."""
        code = self._process.poll()
        return None if code is None else Exit(code)

    def kill(self) -> None:
        """Kill the process and its group."""
        if self._process.returncode is None and sys.platform != "win32":
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(5)


@dataclass(frozen=True)
class Spawned:
    """A worker, what carries between it and its process, and what it announced."""

    worker: Worker
    pumps: tuple[threading.Thread, ...]
    ends: tuple[socket.socket, ...]
    said: list[Ready] = field(default_factory=list)

    def ready(self) -> Ready:
        """What the worker announced; waits for it, and raises WorkerStartError."""
        if not self.said:
            self.said.append(greeted(self.worker, START_SECONDS))
        return self.said[0]

    def close(self) -> None:
        """End the worker."""
        self.worker.close()
        for thread in self.pumps:
            thread.join(_JOIN_SECONDS)
        for end in self.ends:
            end.close()


class SpawnedWorkers:
    """Keeps workers that take turns, so that no exercise meets the same one twice running.

    One that died, or that a submission left changed, is replaced. Those that are to reach an
    accelerator see the grader's.
    """

    def __init__(self, settings: Settings, *, turns: int = TURNS) -> None:
        self._settings = msgspec.structs.replace(settings, grader=os.getpid())
        self.level = "C"
        self.many = False
        self._turns = turns
        self._waiting: deque[Spawned] = deque()
        self._out: list[Spawned] = []
        self._starts = Starts()

    @property
    def simulated(self) -> SpawnedWorkers:
        """This source: none of its workers has a simulated device."""
        return self

    def start(self) -> None:
        """Start workers; they get ready on their own."""
        try:
            while len(self._waiting) + len(self._out) < self._turns:
                self._waiting.append(self._spawn())
        except OSError as error:
            raise WorkerStartError(f"no worker could be started: {error}") from error

    def ready(self) -> Ready:
        """What the workers announced."""
        ready = self._starts.attempt(self._started)
        self.level = ready.level
        return ready

    def _started(self) -> Ready:
        self.start()
        return (self._waiting or self._out)[0].ready()

    def acquire(self) -> Worker:
        """The worker that has waited longest; raises WorkerStartError."""
        self.start()
        taken = self._waiting.popleft() if self._waiting else self._spawn()
        self._out.append(taken)
        self.level = taken.ready().level
        return taken.worker

    def release(self, worker: Worker) -> None:
        """Keep a worker that behaved, let go of one that did not."""
        for spawned in self._out:
            if spawned.worker is worker:
                self._out.remove(spawned)
                if self._behaved(worker):
                    self._waiting.append(spawned)
                else:
                    spawned.close()
                return

    def _behaved(self, worker: Worker) -> bool:
        """Whether a worker is as it was before it met a submission, and has much left to use."""
        if not worker.alive:
            return False
        try:
            left = worker.settle(seconds=_SETTLE_SECONDS)
            worker.take_printed()
        except WorkerDiedError:
            return False
        limits = self._settings.limits
        spent = left.seconds > limits.cpu_seconds / 2 or left.memory > limits.resident / 2
        return not left.changed and not spent

    def close(self) -> None:
        """End every worker."""
        for spawned in [*self._out, *self._waiting]:
            spawned.close()
        self._out.clear()
        self._waiting.clear()

    def _spawn(self) -> Spawned:
        with contextlib.ExitStack() as unused:
            data, their_data = map(unused.enter_context, socket.socketpair())
            output, their_output = map(unused.enter_context, socket.socketpair())
            process = self._process(their_output)
            unused.pop_all()
        pumps = [
            _thread(_carry_out, process.stdout, their_data),
            _thread(_carry_in, their_data, process.stdin),
        ]
        if process.stderr is None:  # what is printed is there before the answer that follows it
            their_output.close()
        else:
            pumps.append(_thread(_carry_out, process.stderr, their_output))
        worker = Worker(data, output, SpawnedProcess(process))
        return Spawned(worker, tuple(pumps), (their_data, their_output))

    def _process(self, output: socket.socket) -> subprocess.Popen[bytes]:
        argument = msgspec.json.encode(self._settings).decode()
        return subprocess.Popen(
            interpreter_command("autograder.child.spawned", argument),
            env=clean_environment(accelerators=self._settings.target is Target.ACCELERATOR),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if _IS_WINDOWS else output.fileno(),
            bufsize=0,
            start_new_session=not _IS_WINDOWS,
        )


def _thread(target: Callable[..., None], *args: object) -> threading.Thread:
    thread = threading.Thread(target=target, args=args, daemon=True)
    thread.start()
    return thread


def _carry_out(pipe: IO[bytes], target: socket.socket) -> None:
    """Carry what a pipe gives to a socket, which can be waited for on every system."""
    with pipe, contextlib.suppress(OSError, ValueError):
        while data := pipe.read(1 << 16):
            target.sendall(data)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)


def _carry_in(source: socket.socket, pipe: IO[bytes]) -> None:
    """Carry what the grader sends to the worker's stdin."""
    with contextlib.suppress(OSError, ValueError):
        while data := source.recv(1 << 16):
            view = memoryview(data)
            while view:
                view = view[pipe.write(view) :]
    with contextlib.suppress(OSError):
        pipe.close()
