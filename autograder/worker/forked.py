"""Workers that are forked from a zygote, one for each exercise."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import subprocess
import threading
import time
from typing import TypeVar

import msgspec

from autograder.child.confine import clean_environment
from autograder.child.confinement.privileges import hide_from_others
from autograder.child.spawned import Settings
from autograder.child.zygote import (
    CONTROL_BYTES,
    CONTROL_REPLY,
    Branch,
    ControlReply,
    Exited,
    Fork,
    Forked,
    Prepare,
    Refused,
)
from autograder.wire.ready import Ready
from autograder.worker.client import Worker
from autograder.worker.process import Exit
from autograder.worker.source import (
    FORK_SECONDS,
    START_SECONDS,
    Starts,
    WorkerStartError,
    greeted,
    interpreter_command,
)

R = TypeVar("R", Ready, Forked)


class ForkedProcess:
    """A worker's process, known through the zygote that forked it."""

    def __init__(self, source: ForkedWorkers, pid: int) -> None:
        self._source = source
        self._pid = pid
        self._handle = os.pidfd_open(pid) if hasattr(os, "pidfd_open") else None

    def poll(self) -> Exit | None:
        """How the process ended, once the zygote has told it; raises WorkerStartError if it cannot.

        Of a process that is gone the zygote has to tell, or it is itself what fails.
        """
        found = self._source.exit_of(self._pid)
        if found is None and self._gone():
            return self._source.exit_of(self._pid, seconds=FORK_SECONDS)
        return found

    def _gone(self) -> bool:
        if self._handle is None:
            return False
        waiting = select.poll()
        waiting.register(self._handle, select.POLLIN)
        return bool(waiting.poll(0))

    def kill(self) -> None:
        """Kill the process and its group."""
        with contextlib.suppress(WorkerStartError):  # workers end with their zygote
            if self._source.exit_of(self._pid) is None:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._pid, signal.SIGKILL)
        if self._handle is None:
            return
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, signal.SIGKILL)
        os.close(self._handle)
        self._handle = None


class ForkedWorkers:
    """Starts one zygote and gets its workers from there.

    With a `trunk` its zygote is a branch of that one's, whose workers have a simulated device.
    """

    def __init__(self, settings: Settings, *, trunk: ForkedWorkers | None = None) -> None:
        self._settings = settings
        self._trunk = trunk
        self._branch: ForkedWorkers | None = None
        self.level = "C"
        self.many = True
        self._zygote: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._exited: dict[int, Exit] = {}
        self._ready: Ready | None = None
        self._starts = Starts()
        self._talking = threading.RLock()  # several exercises may be graded at a time

    @property
    def simulated(self) -> ForkedWorkers:
        """The same with workers that reach a simulated device much sooner."""
        if self._trunk is not None:
            return self
        with self._talking:
            if self._branch is None:
                self._branch = ForkedWorkers(self._settings, trunk=self)
            return self._branch

    def start(self) -> None:
        """Start the zygote; it gets ready on its own."""
        if self._control is not None:
            return
        try:
            self._launch()
        except OSError as error:
            self.close()
            raise WorkerStartError(f"no zygote could be started: {error}") from error

    def _launch(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control = ours
        if self._trunk is not None:
            with theirs:
                self._trunk.ask_to_fork(Branch(), [theirs.fileno()])
            return
        argument = theirs.fileno()
        command = interpreter_command("autograder.child.zygote", "DESCRIPTOR")
        command[-1] = command[-1].replace("'DESCRIPTOR'", str(argument))
        with theirs:
            self._zygote = subprocess.Popen(
                command,
                pass_fds=[theirs.fileno()],
                env=clean_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                cwd="/",
                start_new_session=True,
            )
        hide_from_others()
        chosen = self._settings
        prepare = Prepare(
            os.getpid(), chosen.files, chosen.hidden, chosen.level, chosen.serves_again
        )
        try:
            ours.send(msgspec.msgpack.encode(prepare))
        except OSError as error:
            raise self._lost() from error

    def ready(self) -> Ready:
        """What the zygote announced."""
        with self._talking:
            if self._ready is None:
                self._ready = self._starts.attempt(self._started)
                self.level = self._ready.level
            return self._ready

    def _started(self) -> Ready:
        self.start()
        return self._await(Ready, START_SECONDS)

    def acquire(self) -> Worker:
        """Fork a fresh worker; raises WorkerStartError."""
        self.ready()
        with contextlib.ExitStack() as ours, contextlib.ExitStack() as theirs:
            data, their_data = socket.socketpair()
            ours.enter_context(data), theirs.enter_context(their_data)
            output, their_output = socket.socketpair()
            ours.enter_context(output), theirs.enter_context(their_output)
            descriptors = [their_data.fileno(), their_output.fileno()]
            pid = self.ask_to_fork(Fork(self._settings.limits), descriptors)
            worker = Worker(data, output, ForkedProcess(self, pid))
            ours.pop_all()
        greeted(worker, FORK_SECONDS)
        return worker

    def ask_to_fork(self, request: Fork | Branch, descriptors: list[int]) -> int:
        """Have the zygote fork a process that gets these; returns its number."""
        if isinstance(request, Branch):
            self.ready()
        with self._talking:
            try:
                encoded = msgspec.msgpack.encode(request)
                socket.send_fds(self._connected, [encoded], descriptors)
            except OSError as error:
                raise self._lost() from error
            return self._await(Forked, FORK_SECONDS).pid

    def release(self, worker: Worker) -> None:
        """End a worker: the next exercise gets a fresh one."""
        worker.close()

    def close(self) -> None:
        """End the zygote; its workers end with it, and its branch."""
        if self._branch is not None:
            self._branch.close()
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._zygote is not None:
            self._zygote.kill()
            self._zygote.wait()
            if self._zygote.stderr is not None:
                self._zygote.stderr.close()
            self._zygote = None
        self._ready = None
        self._exited.clear()

    def exit_of(self, pid: int, *, seconds: float = 0.0) -> Exit | None:
        """How a worker that the zygote has reaped ended; raises WorkerStartError.

        Waits for `seconds`, and then it is the zygote that fails.
        """
        deadline = time.monotonic() + seconds
        while pid not in self._exited and self._control is not None:
            with self._talking:
                if pid in self._exited:
                    break
                if self._receive(max(0.0, deadline - time.monotonic())) is not None:
                    continue
            if seconds:
                raise WorkerStartError("the zygote does not tell how a worker ended")
            break
        return self._exited.get(pid)

    @property
    def _connected(self) -> socket.socket:
        if self._control is None:
            raise WorkerStartError("the zygote is closed")
        return self._control

    def _await(self, kind: type[R], seconds: float) -> R:
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            reply = self._receive(left)
            if isinstance(reply, kind):
                return reply
        raise WorkerStartError(f"the zygote did not answer within {seconds:.0f} s")

    def _receive(self, seconds: float) -> ControlReply | None:
        control = self._connected
        control.settimeout(seconds)
        try:
            message = control.recv(CONTROL_BYTES)
        except (TimeoutError, BlockingIOError):
            return None
        except OSError as error:
            raise self._lost() from error
        if not message:
            raise self._lost()
        reply: ControlReply = CONTROL_REPLY.decode(message)
        if isinstance(reply, Refused):
            raise WorkerStartError(f"no worker could be forked: {reply.error}")
        if isinstance(reply, Exited):
            deaf = self.level != "C"  # seccomp refuses it
            self._exited[reply.pid] = Exit(reply.code, reply.over, reply.peak, deaf)
        return reply

    def _lost(self) -> WorkerStartError:
        """The zygote is gone: say what it said last."""
        said = ""
        if self._zygote is not None and self._zygote.stderr is not None:
            self._zygote.kill()
            self._zygote.wait()
            os.set_blocking(self._zygote.stderr.fileno(), False)  # a child may hold its other end
            said = (self._zygote.stderr.read() or b"").decode("utf-8", "replace").strip()
        return WorkerStartError(
            f"the zygote ended: {said.splitlines()[-1] if said else 'silently'}"
        )
