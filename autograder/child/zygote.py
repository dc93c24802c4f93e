"""The zygote: imports torch and the probes once, then forks a worker for each request.

It is started with a clean environment and holds no reference; where a worker's faults end, so
that the next one starts from the same clean state.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import socket
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import msgspec

from autograder.child.confine import confine, die_with_parent
from autograder.child.confinement.detect import level_for
from autograder.child.confinement.levels import Level
from autograder.child.confinement.privileges import Limits, hide_from_others
from autograder.child.confinement.readable import readable_paths
from autograder.child.watch import Overrun, Watch
from autograder.wire import codec
from autograder.wire.ready import Ready

if TYPE_CHECKING:
    from autograder.child.leftovers import Baseline
    from autograder.child.serve import Probes

CONTROL_BYTES = 1 << 20
_DATA_FD = 3


class Prepare(msgspec.Struct, frozen=True, tag="prepare"):
    """The first request: the grader's process, the files of properties to load, what to hide.

    `level` is the best level of confinement that is wanted; without it, the best that there is.
    Workers that are to serve again can say what a submission left behind.
    """

    grader: int
    files: list[str]
    hidden: list[str] = []
    level: Level | None = None
    serves_again: bool = False


class Fork(msgspec.Struct, frozen=True, tag="fork"):
    """Fork a worker; the sockets for data and for printed output come along."""

    limits: Limits


class Branch(msgspec.Struct, frozen=True, tag="branch"):
    """Fork another zygote, for workers on the simulated device; its control socket comes along."""


class Forked(msgspec.Struct, frozen=True, tag="forked"):
    """A worker runs."""

    pid: int


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """No worker could be forked: what the system said."""

    error: str


class Exited(msgspec.Struct, frozen=True, tag="exited"):
    """A worker has ended: its exit code (negative for a signal), and what it took too much of.

    `peak` is the most memory that it held at a time, in bytes.
    """

    pid: int
    code: int
    over: Overrun | None = None
    peak: int = 0


ControlRequest: TypeAlias = Prepare | Fork | Branch
ControlReply: TypeAlias = Ready | Forked | Refused | Exited
CONTROL_REQUEST = msgspec.msgpack.Decoder(ControlRequest)
CONTROL_REPLY = msgspec.msgpack.Decoder(ControlReply)


class Layers(NamedTuple):
    """The level that workers are put under, what they may read, and how they were before."""

    level: Level
    readable: list[str]
    baseline: Baseline | None = None


class SocketStream:
    """A worker's end of the channel."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def read(self) -> bytes:
        """Some bytes; empty when the grader has closed the channel."""
        return self._connection.recv(1 << 18)

    def write(self, data: bytes) -> None:
        """Write all of `data`."""
        self._connection.sendall(data)


def main(descriptor: int) -> None:
    """Run the zygote on a control socket until the grader closes it."""
    control = socket.socket(fileno=descriptor)
    request = CONTROL_REQUEST.decode(control.recv(CONTROL_BYTES))
    if not isinstance(request, Prepare):
        raise TypeError(f"the first request must be prepare, not {request}")
    die_with_parent(request.grader)
    hide_from_others()
    gc.disable()  # while nothing is imported that could be collected, looking for it costs a third
    from autograder.child.serve import load_probes

    probes, failures = load_probes(request.files)
    tasks = Path("/proc/self/task")
    threads = len(list(tasks.iterdir())) if tasks.is_dir() else 1
    if threads != 1:
        raise RuntimeError(f"the zygote has {threads} threads; forking needs just one")
    layers = Layers(
        level_for(request.level),
        readable_paths(request.hidden),
        _baseline() if request.serves_again else None,
    )
    _listen(control, Ready(failures, layers.level), probes, layers)


def _baseline() -> Baseline:
    from autograder.child.leftovers import Baseline
    from autograder.observation.run import reset_state

    reset_state(0)
    return Baseline()


def _listen(control: socket.socket, ready_to: Ready, probes: Probes, layers: Layers) -> None:
    """Say that this zygote is ready, and fork what is asked for until the grader has enough."""
    gc.freeze()
    gc.enable()
    wakeup, notify = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(notify, warn_on_full_buffer=False)
    _tell(control, ready_to)
    watch = Watch()
    while True:
        waiting: list[socket.socket | int] = [control, wakeup]
        ready, _, _ = select.select(waiting, [], [], watch.pause)
        if wakeup in ready:
            os.read(wakeup, 512)
            _reap(control, watch)
        watch.look()
        if control in ready:
            message, sockets, _, _ = socket.recv_fds(control, CONTROL_BYTES, 2)
            if not message:
                return
            _fork(control, CONTROL_REQUEST.decode(message), sockets, probes, layers, watch)


def _tell(control: socket.socket, reply: ControlReply) -> None:
    control.send(msgspec.msgpack.encode(reply))


def _reap(control: socket.socket, watch: Watch) -> None:
    """Tell of the workers that have ended, and end what they started."""
    options = os.WEXITED | os.WNOHANG | os.WNOWAIT
    with contextlib.suppress(ChildProcessError):
        while (ended := os.waitid(os.P_ALL, 0, options)) is not None:
            pid = ended.si_pid
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)  # while nothing else can have its number
            _, status, used = os.wait4(pid, 0)
            code, peak = os.waitstatus_to_exitcode(status), used.ru_maxrss << 10
            _tell(control, Exited(pid, code, watch.end(pid), peak))


def _fork(
    control: socket.socket,
    request: ControlRequest,
    sockets: list[int],
    probes: Probes,
    layers: Layers,
    watch: Watch,
) -> None:
    wanted = {Fork: 2, Branch: 1}.get(type(request))
    if isinstance(request, Prepare) or len(sockets) != wanted:
        raise TypeError(f"expected a request to fork with its sockets, got {request}")
    zygote = os.getpid()
    try:
        pid = os.fork()
    except OSError as error:
        for descriptor in sockets:
            os.close(descriptor)
        _tell(control, Refused(f"{type(error).__name__}: {error}"))
        return
    if pid == 0:
        code = 70
        try:
            if isinstance(request, Fork):
                _become_worker(request.limits, zygote, sockets, probes, layers)
            else:
                _become_branch(zygote, sockets, probes, layers)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    for descriptor in sockets:
        os.close(descriptor)
    if isinstance(request, Fork):
        watch.begin(pid, request.limits)
    _tell(control, Forked(pid))


def _become_branch(zygote: int, sockets: list[int], probes: Probes, layers: Layers) -> None:
    from autograder.child.reach import stage_simulated

    _leave_zygote(zygote)
    os.dup2(sockets[0], _DATA_FD)
    os.closerange(_DATA_FD + 1, 65536)
    stage_simulated()
    unlooked = layers._replace(baseline=None)  # the device changes much of what is looked at
    _listen(socket.socket(fileno=_DATA_FD), Ready({}, layers.level), probes, unlooked)


def _leave_zygote(zygote: int) -> None:
    """Be a process of its own: a group to kill at once, which ends with the zygote."""
    os.setsid()
    die_with_parent(zygote)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)


def _become_worker(
    limits: Limits, zygote: int, sockets: list[int], probes: Probes, layers: Layers
) -> None:
    from autograder.child.serve import serve
    from autograder.child.settle import Settling
    from autograder.child.standard_streams import redirect

    _leave_zygote(zygote)
    data, output = sockets
    redirect(output)
    os.dup2(data, _DATA_FD)
    os.closerange(_DATA_FD + 1, 65536)
    os.chdir("/")
    confine(limits, layers.level, layers.readable)
    stream = SocketStream(socket.socket(fileno=_DATA_FD))
    if layers.baseline is not None:
        layers.baseline.set_here()
    stream.write(codec.frame(codec.encode(Ready({}, layers.level))))  # from here on, it is theirs
    serve(stream, probes, Settling(layers.baseline))
