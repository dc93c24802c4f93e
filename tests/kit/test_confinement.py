"""What a confined process can and cannot do, each tried in a forked child, at each level."""

import ctypes
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from autograder.child.confine import confine
from autograder.child.confinement.detect import best_level, level_for
from autograder.child.confinement.levels import Level
from autograder.child.confinement.privileges import Limits
from autograder.child.confinement.readable import readable_paths
from autograder.exercise import House

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the layers are Linux's")
HOUSE = House()
REFERENCE = str(HOUSE.reference(HOUSE.exercises[0]))
LIMITS = Limits(data=2 << 30, address_space=16 << 30)
LIBC = ctypes.CDLL(None, use_errno=True)
BEST = best_level()


def in_child(act, level, *, limits=LIMITS):
    """Confine a forked child, let it act, and tell what came of it; a name for an exception."""
    hidden = [str(path) for path in HOUSE.hidden]
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            confine(limits, level, readable_paths(hidden))
            said = repr(act())
        except BaseException as error:
            said = type(error).__name__
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return said if status == 0 else f"died {status}"


@pytest.fixture(params=[level for level in (Level.A, Level.B) if level >= BEST])
def level(request):
    return request.param


@pytest.fixture(params=[level for level in (Level.A,) if level >= BEST])
def level_a(request):
    return request.param


def system_call(number, *arguments):
    if LIBC.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), "refused")
    return "done"


def test_this_machine_has_the_level_that_the_tests_of_it_need():
    assert BEST is Level.A
    assert level_for(Level.B) is Level.B
    assert level_for(Level.C) is Level.C


ORDINARY = {
    "compute": lambda: sum(range(10)),
    "read a library": lambda: len(Path(os.__file__).read_text()) > 0,
    "read randomness": lambda: len(os.urandom(4)),
    "read /dev/null": lambda: Path("/dev/null").read_text(),
    "read itself": lambda: "VmRSS" in Path("/proc/self/status").read_text(),
    "start a thread": lambda: _thread(),
    "name a thread": lambda: LIBC.prctl(15, b"name", 0, 0, 0),
    "signal itself": lambda: os.kill(os.getpid(), 0),
    "raise a signal": lambda: signal.raise_signal(signal.SIGCONT),
    "read its limits": lambda: resource.getrlimit(resource.RLIMIT_CPU) == (60, 61),
    "sleep": lambda: __import__("time").sleep(0.001),
    "list a library": lambda: "os.py" in os.listdir(os.path.dirname(os.__file__)),
    "import late": lambda: __import__("wave").__name__,
}


def _thread():
    found = []
    thread = threading.Thread(target=found.append, args=(1,))
    thread.start()
    thread.join()
    return found


@pytest.mark.parametrize("act", ORDINARY.values(), ids=ORDINARY)
def test_ordinary_work_goes_on(act, level):
    assert in_child(act, level) == repr(act() if act is not ORDINARY["read its limits"] else True)


REFUSED = {
    "fork": os.fork,
    "run a program": lambda: subprocess.run(["/bin/true"]),
    "replace itself": lambda: os.execv("/bin/true", ["true"]),
    "open a socket": socket.socket,
    "open a socket of files": lambda: socket.socket(socket.AF_UNIX),
    "make a pair that sends anywhere": lambda: socket.socketpair(type=socket.SOCK_DGRAM),
    "signal its parent": lambda: os.kill(os.getppid(), 0),
    "signal its group": lambda: os.kill(0, 0),
    "limit its parent": lambda: resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (1, 1)),
    "raise its limits": lambda: resource.setrlimit(resource.RLIMIT_CPU, (600, 600)),
    "be looked into again": lambda: system_call(157, 4, 1, 0, 0, 0),
    "outlive its parent": lambda: system_call(157, 1, 0, 0, 0, 0),
    "make a file in memory": lambda: os.memfd_create("x"),
    "make a namespace": lambda: system_call(272, 0x10000000),
    "write a file": lambda: Path("/tmp/of_a_worker").write_text("x"),
    "write here": lambda: Path(REFERENCE).write_text("x"),
    "make a folder": lambda: os.mkdir("/tmp/of_a_worker"),
    "remove a file": lambda: os.unlink(REFERENCE),
    "rename a file": lambda: os.rename(REFERENCE, REFERENCE + "x"),
    "link a file": lambda: os.link(REFERENCE, "/tmp/of_a_worker"),
    "link by name": lambda: os.symlink(REFERENCE, "/tmp/of_a_worker"),
    "change rights": lambda: os.chmod(REFERENCE, 0o777),
    "change times": lambda: os.utime(REFERENCE),
    "cut a file": lambda: os.truncate(REFERENCE, 0),
    "make shared memory": lambda: system_call(29, 0, 4096, 0o1600),
    "use io_uring": lambda: system_call(425, 1, ctypes.create_string_buffer(120)),
    "read another's memory": lambda: system_call(310, os.getppid(), None, 0, None, 0, 0),
    "trace another": lambda: system_call(101, 16, os.getppid(), 0, 0),
    "open by handle": lambda: system_call(304, -1, None, 0),
    "load a filter": lambda: system_call(321, 0, None, 0),
    "become another user": lambda: os.setuid(12345),
}


@pytest.mark.parametrize("act", REFUSED.values(), ids=REFUSED)
def test_everything_else_is_refused(act, level):
    said = in_child(act, level)
    assert said in ("PermissionError", "OSError", "ValueError")  # the last is setrlimit's
    assert not Path("/tmp/of_a_worker").exists()


HIDDEN = {
    "by its name": lambda: Path(REFERENCE).read_bytes(),
    "by its folder": lambda: os.listdir(os.path.dirname(REFERENCE)),
    "by the root of its process": lambda: Path(f"/proc/self/root{REFERENCE}").read_bytes(),
    "by its parent's": lambda: Path(f"/proc/{os.getppid()}/root{REFERENCE}").read_bytes(),
    "by a descriptor of its folder": lambda: (
        os.open(os.path.dirname(REFERENCE), os.O_PATH)
        and os.open("x", 0, dir_fd=os.open(os.path.dirname(REFERENCE), os.O_RDONLY))
    ),
    "through a detour": lambda: Path("/usr/lib/../.." + REFERENCE).read_bytes(),
    "by the parent's memory": lambda: Path(f"/proc/{os.getppid()}/mem").open("rb"),
    "by the parent's environment": lambda: Path(f"/proc/{os.getppid()}/environ").read_bytes(),
    "by the history": lambda: os.listdir(HOUSE.root / ".git"),
    "by the tests": lambda: os.listdir(HOUSE.root / "tests"),
}


@pytest.mark.parametrize("act", HIDDEN.values(), ids=HIDDEN)
def test_the_reference_cannot_be_read_at_level_a(act, level_a):
    assert in_child(act, level_a) == "PermissionError"


def test_a_library_inside_the_project_stays_readable_beside_what_is_hidden(tmp_path):
    for name in ("lib/site-packages", "lib/reference", "lib/other"):
        (tmp_path / name).mkdir(parents=True)
    from autograder.child.confinement.readable import _around

    hidden = {str(tmp_path / "lib" / "reference")}
    found = set(_around(str(tmp_path / "lib"), hidden))
    assert found == {str(tmp_path / "lib" / "site-packages"), str(tmp_path / "lib" / "other")}
    assert set(_around(str(tmp_path / "lib" / "reference"), hidden)) == set()
    assert not any(path.startswith(REFERENCE[:-20]) for path in readable_paths(hidden))


def test_memory_beyond_the_limit_is_an_error_of_python(level):
    limits = Limits(data=256 << 20, address_space=16 << 30)
    assert in_child(lambda: len(bytearray(512 << 20)), level, limits=limits) == "MemoryError"


def test_root_keeps_no_capability(level):
    said = in_child(lambda: [line for line in open("/proc/self/status") if "Cap" in line], level)
    assert "CapEff:\\t0000000000000000" in said
