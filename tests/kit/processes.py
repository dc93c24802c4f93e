"""Which processes there are below another one, and whether they have ended."""

import time
from pathlib import Path


def state(pid):
    """The state and the parent of a process; None where there is none, or only its remains."""
    try:
        found = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return None
    return None if found[0] in b"ZX" else (found[0].decode(), int(found[1]))


def below(parent):
    """The processes that a process has started, and those that these have."""
    numbers = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    parents = {pid: found[1] for pid in numbers if (found := state(pid)) is not None}
    family = {parent}
    while more := {pid for pid, of in parents.items() if of in family} - family:
        family |= more
    return family - {parent}


def wait_until(holds, seconds=20.0):
    """Wait until something holds; fails where it does not come to that."""
    limit = time.monotonic() + seconds
    while not (found := holds()):
        assert time.monotonic() < limit, "it never came to that"
        time.sleep(0.02)
    return found


def ended(pids, seconds=10.0):
    """Whether processes have ended, or do so soon."""
    wait_until(lambda: not any(state(pid) for pid in pids), seconds)
    return True
