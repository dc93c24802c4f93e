"""A worker in a process of its own, kept for the next exercise while it behaves."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import IO

import msgspec

from autograder.child.confine import clean_environment
from autograder.child.spawned import Settings
from autograder.wire.ready import Ready
from autograder.worker.client import Worker, WorkerDiedError
from autograder.worker.process import Exit
from autograder.worker.source import START_SECONDS, WorkerStartError, interpreter_command

_JOIN_SECONDS = 5.0


class SpawnedProcess:
    """A worker's process, started by the grader itself."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def poll(self) -> Exit | None:
        """How the process ended, once it has."""
        code = self._process.poll()
        return None if code is None else Exit(code)

    def kill(self) -> None:
        """Kill the process."""
        self._process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(5)


class SpawnedWorkers:
    """Keeps one worker; starts another when that one has died."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.level = "C"
        self.many = False
        self._worker: Worker | None = None
        self._ready: Ready | None = None
        self._pumps: list[threading.Thread] = []
        self._ends: list[socket.socket] = []

    def start(self) -> None:
        """Start a worker; it gets ready on its own."""
        if self._worker is None or not self._worker.alive:
            self.close()
            self._worker = self._spawn()

    def ready(self) -> Ready:
        """What the worker announced."""
        self.start()
        if self._ready is None and self._worker is not None:
            try:
                self._ready = self._worker.wait_ready(Ready, seconds=START_SECONDS)
                self.level = self._ready.level
            except WorkerDiedError as error:
                said = self._worker.take_printed().decode("utf-8", "replace").strip()
                last = said.splitlines()[-1] if said else str(error)
                raise WorkerStartError(f"no worker could be started: {last}") from error
        return self._ready or Ready({})

    def acquire(self) -> Worker:
        """The worker that waits, or a new one; raises WorkerStartError."""
        self.ready()
        if self._worker is None:
            raise WorkerStartError("no worker could be started")
        return self._worker

    def release(self, worker: Worker) -> None:
        """Keep a worker that behaved, let go of one that died."""
        if not worker.alive:
            self.close()

    def close(self) -> None:
        """End the worker."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None
        self._ready = None
        for thread in self._pumps:
            thread.join(_JOIN_SECONDS)
        for end in self._ends:
            end.close()
        self._pumps, self._ends = [], []

    def _spawn(self) -> Worker:
        argument = msgspec.json.encode(self._settings).decode()
        process = subprocess.Popen(
            interpreter_command("autograder.child.spawned", argument),
            env=clean_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            start_new_session=sys.platform != "win32",
        )
        data, their_data = socket.socketpair()
        output, their_output = socket.socketpair()
        self._ends = [their_data, their_output]
        self._pumps = [
            _thread(_carry_out, process.stdout, their_data),
            _thread(_carry_out, process.stderr, their_output),
            _thread(_carry_in, their_data, process.stdin),
        ]
        return Worker(data, output, SpawnedProcess(process))


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
