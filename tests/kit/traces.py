"""What a submission must leave as it was: files, processes, and the state of the grader itself."""

import ctypes
import os
import resource
import signal
import threading
import time
from pathlib import Path

import torch

MARK = "kata_attack"  # in the name of whatever an attack leaves where others leave things as well
_SHARED = ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", str(Path.home()))
_LIMITS = [getattr(resource, name) for name in dir(resource) if name.startswith("RLIMIT_")]
_SUBREAPER = 36


def files(root: Path) -> dict[str, tuple]:
    """Everything about the files below `root` that a change of any kind shows in."""
    found = {}
    for folder, folders, names in os.walk(root):
        for path in (folder, *(os.path.join(folder, name) for name in (*folders, *names))):
            s = os.lstat(path)
            found[path] = s.st_mode, s.st_uid, s.st_nlink, s.st_size, s.st_mtime_ns, s.st_ctime_ns
    return found


def changed(before: dict, after: dict) -> set[str]:
    """What differs between two such records, or is in only one of them."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def left_elsewhere() -> set[str]:
    """What attacks have left outside of the house: files, and memory that outlives processes."""
    found = {str(path) for folder in _SHARED for path in Path(folder).glob(f"*{MARK}*")}
    key = str(int.from_bytes(MARK[:4].encode(), "big"))
    for kind in ("shm", "sem", "msg"):
        lines = Path(f"/proc/sysvipc/{kind}").read_text().splitlines()[1:]
        found |= {f"{kind} {line.split()[1]}" for line in lines if line.split()[0] == key}
    return found


def remove_elsewhere() -> None:
    """Remove what attacks have left outside of the house."""
    calls = {"shm": ctypes.CDLL(None).shmctl, "msg": ctypes.CDLL(None).msgctl}
    for name in left_elsewhere():
        kind, _, number = name.partition(" ")
        if kind in calls:
            calls[kind](int(number), 0, None)
        elif kind == "sem":
            ctypes.CDLL(None).semctl(int(number), 0, 0)
        else:
            Path(name).unlink()


def grader() -> dict[str, object]:
    """The state of this process, which is the grader."""
    return {
        "signals": {number: signal.getsignal(number) for number in signal.valid_signals()},
        "blocked signals": signal.pthread_sigmask(signal.SIG_BLOCK, []),
        "environment": dict(os.environ),
        "folder": os.getcwd(),
        "descriptors": sorted(os.listdir("/proc/self/fd")),
        "threads": sorted(thread.name for thread in threading.enumerate()),
        "dtype": torch.get_default_dtype(),
        "threads of torch": torch.get_num_threads(),
        "gradients": torch.is_grad_enabled(),
        **process(os.getpid()),
    }


def process(pid: int) -> dict[str, object]:
    """What others can change of a process."""
    return {
        "limits": [resource.prlimit(pid, kind) for kind in _LIMITS],
        "processors": os.sched_getaffinity(pid),
        "priority": os.getpriority(os.PRIO_PROCESS, pid),
        "scheduler": os.sched_getscheduler(pid),
    }


def adopt_orphans(adopt: bool) -> None:
    """Let descendants whose parents have died become children of this process, or not any more."""
    if ctypes.CDLL(None).prctl(_SUBREAPER, int(adopt), 0, 0, 0):
        raise OSError("prctl")


def descendants() -> set[int]:
    """Every living process below this one."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_bytes().rpartition(b")")[2].split()
            except OSError:
                continue
            if fields[0] != b"Z":
                children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, waiting = set(), [os.getpid()]
    while waiting:
        waiting += (new := children.get(waiting.pop(), []))
        found.update(new)
    return found


def survivors(known: set[int], seconds: float) -> set[int]:
    """The processes below this one, other than those `known`, that are there after a while."""
    limit = time.monotonic() + seconds
    while (left := descendants() - known) and time.monotonic() < limit:
        time.sleep(0.01)
    return left


def end(processes: set[int]) -> None:
    """End processes, and bury those that this one has adopted."""
    for pid in processes:
        try:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        except (ProcessLookupError, ChildProcessError):
            continue
