"""Talking to one worker: requests with a deadline, checked replies, capped output."""

from __future__ import annotations

import contextlib
import enum
import selectors
import signal
import socket
import time
from collections import deque
from collections.abc import Iterator
from typing import TypeVar

from autograder.child.watch import Overrun
from autograder.wire import codec
from autograder.wire.messages import (
    REPLY,
    Done,
    Load,
    Loaded,
    Observed,
    Reached,
    Reply,
    Request,
    Run,
    Settle,
    Settled,
    Unreached,
    most_of_one,
)
from autograder.worker.process import WorkerProcess

OUTPUT_KEPT = 64 << 10
OUTPUT_MOST = 8 << 20
_TICK = 0.05
_SIGKILL = 9
_SIGXCPU = getattr(signal, "SIGXCPU", 0)
_CHUNK = 1 << 18
R = TypeVar("R")


class Death(enum.Enum):
    """Why a worker is no more."""

    DEADLINE = "deadline"
    EXITED = "exited"
    SIGNALLED = "signalled"
    KILLED = "killed"
    OUTPUT = "output"
    MEMORY = "memory"
    THREADS = "threads"
    PROTOCOL = "protocol"
    UNWANTED = "unwanted"


_ENDED_FOR = {
    Overrun.MEMORY: Death.MEMORY,
    Overrun.THREADS: Death.THREADS,
    Overrun.TIME: Death.DEADLINE,
}


class WorkerDiedError(RuntimeError):
    """The worker ended, or had to be ended, before it answered.

    `code` is the exit code of a worker that exited, or the number of the signal that ended it;
    `peak` is the most memory that it held, in bytes, where that is known.
    """

    def __init__(self, death: Death, code: int = 0, peak: int = 0) -> None:
        super().__init__(f"the worker died: {death.value} {code}")
        self.death = death
        self.code = code
        self.peak = peak


class UnreachedError(RuntimeError):
    """The target of a submission is not there, as `said`; nothing of the submission has run."""

    def __init__(self, said: Unreached) -> None:
        super().__init__(said.sentence)
        self.said = said


class Worker:
    """One worker. Once WorkerDiedError was raised it is dead, and every further request raises it.

    `reached` is what it said of its target, before a line of the submission had run.
    """

    def __init__(
        self,
        data: socket.socket,
        output: socket.socket,
        process: WorkerProcess,
    ) -> None:
        self._data = data
        self._output = output
        self._process = process
        self._reader = codec.FrameReader()
        self._replies: deque[bytes] = deque()
        self._printed = bytearray()
        self._output_bytes = 0
        self._asked = 0
        self.reached: Reached | None = None
        self._died: WorkerDiedError | None = None
        self._selector = selectors.DefaultSelector()
        for stream in (data, output):
            stream.settimeout(0)
            self._selector.register(stream, selectors.EVENT_READ)

    @property
    def alive(self) -> bool:
        """Whether the worker can be asked something."""
        return self._died is None

    def take_printed(self) -> bytes:
        """What the submission printed since the last call, at most OUTPUT_KEPT bytes of it."""
        self._read_output()
        printed = bytes(self._printed)
        self._printed.clear()
        self._output_bytes = 0
        return printed

    def load(self, request: Load, *, seconds: float) -> Loaded:
        """Load a student's file; raises UnreachedError or WorkerDiedError."""
        deadline = time.monotonic() + seconds
        self._send(request, deadline)
        reached = self._expect(Reached, deadline)
        if reached.unreached is not None:
            raise UnreachedError(reached.unreached)
        self.reached = reached
        return self._expect(Loaded, deadline)

    def start(self, request: Run, *, seconds: float) -> None:
        """Send cases to run, without waiting for answers; raises WorkerDiedError."""
        self._asked = len(request.cases)
        self._send(request, time.monotonic() + seconds)

    def answers(self, *, seconds: float) -> Iterator[bytes]:
        """The encoded observations of what was started, in the order of its cases.

        Raises WorkerDiedError at the first that is missing, too large or one too many.
        """
        deadline = time.monotonic() + seconds
        for number in range(self._asked):
            reply = self._receive(deadline)
            if not isinstance(reply, Observed) or reply.number != number:
                raise self._end(Death.PROTOCOL)
            observation = bytes(reply.observation)
            if len(observation) > most_of_one(self._asked):
                raise self._end(Death.PROTOCOL)
            yield observation
        if not isinstance(self._receive(deadline), Done):
            raise self._end(Death.PROTOCOL)

    def run_one(self, request: Run, *, seconds: float) -> bytes:
        """Run a single case: its encoded observation; raises WorkerDiedError."""
        self.start(request, seconds=seconds)
        (found,) = self.answers(seconds=seconds)
        return found

    def settle(self, *, seconds: float, thorough: bool = True) -> Settled:
        """Let the worker let go of the submission, and say what that left behind.

        Without `thorough`, only what is quick to find. Raises WorkerDiedError.
        """
        deadline = time.monotonic() + seconds
        self._send(Settle(thorough), deadline)
        return self._expect(Settled, deadline)

    def wait_ready(self, kind: type[R], *, seconds: float) -> R:
        """The first frame of a worker that announces itself; raises WorkerDiedError."""
        payload = self._frame(time.monotonic() + seconds)
        try:
            return codec.decode(payload, codec.decoder(kind))
        except codec.MalformedFrameError:
            raise self._end(Death.PROTOCOL) from None

    def give_up(self) -> None:
        """Let whoever waits for it wait no longer, from another thread."""
        self._died = self._died or WorkerDiedError(Death.UNWANTED)

    def close(self) -> None:
        """End the worker's process and let go of the channel."""
        if self._selector.get_map() is None:
            return
        self._process.kill()
        self._selector.close()
        self._data.close()
        self._output.close()
        self._died = self._died or WorkerDiedError(Death.EXITED)

    def _expect(self, kind: type[R], deadline: float) -> R:
        reply = self._receive(deadline)
        if not isinstance(reply, kind):
            raise self._end(Death.PROTOCOL)
        return reply

    def _receive(self, deadline: float) -> Reply:
        payload = self._frame(deadline)
        try:
            reply: Reply = codec.decode(payload, REPLY)
        except codec.MalformedFrameError:
            raise self._end(Death.PROTOCOL) from None
        return reply

    def _frame(self, deadline: float) -> bytes:
        while not self._replies:
            self._wait(deadline)
        return self._replies.popleft()

    def _send(self, request: Request, deadline: float) -> None:
        self._check()
        view = memoryview(codec.frame(codec.encode(request)))
        while view:
            try:
                view = view[self._data.send(view[:_CHUNK]) :]
            except BlockingIOError:
                self._wait(deadline, writing=True)
            except OSError:
                raise self._ended() from None

    def _wait(self, deadline: float, *, writing: bool = False) -> None:
        """Let something happen: bytes, output, an end; raises WorkerDiedError."""
        self._check()
        left = deadline - time.monotonic()
        if left <= 0:
            raise self._end(Death.DEADLINE)
        if writing:
            self._selector.modify(self._data, selectors.EVENT_READ | selectors.EVENT_WRITE)
        ready = {key.fileobj for key, _ in self._selector.select(min(left, _TICK))}
        if writing:
            self._selector.modify(self._data, selectors.EVENT_READ)
        if self._output in ready:
            self._read_output()
        if self._data in ready:
            self._read_data()
        elif not ready and self._process.poll() is not None:
            raise self._ended()

    def _check(self) -> None:
        if self._died is not None:
            raise self._died

    def _read_data(self) -> None:
        try:
            data = self._data.recv(_CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            raise self._ended()
        try:
            self._replies += self._reader.feed(data)
        except codec.MalformedFrameError:
            raise self._end(Death.PROTOCOL) from None

    def _read_output(self) -> None:
        while True:
            try:
                data = self._output.recv(_CHUNK)
            except OSError:  # nothing more for now, or closed
                return
            if not data:
                if self._selector.get_map() and self._output in self._selector.get_map():
                    self._selector.unregister(self._output)
                return
            self._output_bytes += len(data)
            self._printed += data[: max(0, OUTPUT_KEPT - len(self._printed))]
            if self._output_bytes > OUTPUT_MOST:
                raise self._end(Death.OUTPUT)

    def _ended(self) -> WorkerDiedError:
        """The channel is closed: wait shortly for the process to end, and say how it did."""
        limit = time.monotonic() + 1.0
        while (exit_ := self._process.poll()) is None and time.monotonic() < limit:
            time.sleep(0.002)
        if exit_ is None:
            return self._end(Death.PROTOCOL)
        if exit_.over is not None:
            return self._end(_ENDED_FOR[exit_.over])
        if exit_.code >= 0:
            return self._end(Death.EXITED, exit_.code)
        if -exit_.code == _SIGXCPU:
            return self._end(Death.DEADLINE)
        killed = exit_.deaf and -exit_.code == _SIGKILL  # and not by us, who would know it
        death = Death.KILLED if killed else Death.SIGNALLED
        return self._end(death, -exit_.code, exit_.peak)

    def _end(self, death: Death, code: int = 0, peak: int = 0) -> WorkerDiedError:
        if self._died is None:
            self._died = WorkerDiedError(death, code, peak)
            self._process.kill()
            with contextlib.suppress(WorkerDiedError):
                self._read_output()
        return self._died
