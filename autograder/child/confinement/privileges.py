"""What a process may not get back: privileges, capabilities, resources beyond its limits."""

from __future__ import annotations

import ctypes
import struct
import sys

import msgspec

from autograder.child.confinement.kernel import checked, libc, prctl

_SET_DUMPABLE, _SET_NO_NEW_PRIVS = 4, 38
_CAPABILITY_VERSION = 0x20080522


class Limits(msgspec.Struct, frozen=True):
    """What one worker may use.

    `address_space`, `data` and `resident` memory in bytes, processor time in seconds. The zygote
    watches what the kernel has no limit for: the resident size, the number of threads.
    """

    address_space: int = 4 << 30
    data: int = 3 << 30
    resident: int = 2 << 30
    cpu_seconds: int = 60
    open_files: int = 64
    threads: int = 512


def hide_from_others() -> None:
    """Let no other process of the same user look into this one (Linux); raises OSError."""
    if sys.platform == "linux":
        prctl(_SET_DUMPABLE, 0)


def give_up_privileges() -> None:
    """Give up every capability, also root's, and what programs bring back; raises OSError."""
    prctl(_SET_NO_NEW_PRIVS, 1)
    hide_from_others()
    header = ctypes.create_string_buffer(struct.pack("Ii", _CAPABILITY_VERSION, 0))
    nothing = ctypes.create_string_buffer(struct.pack("6I", *[0] * 6))
    checked(libc().capset(header, nothing), "capset")


def limit_resources(limits: Limits) -> None:
    """Set the limits of this process that the kernel keeps (not on Windows)."""
    import resource

    wanted = {
        resource.RLIMIT_CPU: (limits.cpu_seconds, limits.cpu_seconds + 1),
        resource.RLIMIT_DATA: (limits.data, limits.data),
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_NOFILE: (limits.open_files, limits.open_files),
        resource.RLIMIT_CORE: (0, 0),
    }
    if sys.platform == "linux":  # elsewhere address space is not accounted as it is used
        wanted[resource.RLIMIT_AS] = (limits.address_space, limits.address_space)
        wanted[resource.RLIMIT_MEMLOCK] = (0, 0)
        wanted[resource.RLIMIT_MSGQUEUE] = (0, 0)
    for kind, limits_wanted in wanted.items():
        _, ceiling = resource.getrlimit(kind)
        most = sys.maxsize if ceiling == resource.RLIM_INFINITY else ceiling
        soft, hard = (min(limit, most) for limit in limits_wanted)
        resource.setrlimit(kind, (soft, hard))
