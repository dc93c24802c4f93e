"""The system calls that a worker may make: an allow-list, with rules for arguments.

Everything else fails with an error (EPERM, or ENOSYS for calls that libraries probe for), so
that Python raises PermissionError in the submission instead of dying without a word.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import signal
import struct
from collections.abc import Mapping
from dataclasses import dataclass

from autograder.child.confinement.bpf import Program
from autograder.child.confinement.kernel import libc, prctl
from autograder.child.confinement.syscalls import AUDIT_ARCH, FIRST_UNKNOWN, FIRST_X32, NUMBERS

_ALLOW, _ERROR, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _MACHINE, _ARGUMENTS = 0, 4, 16
_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
_CLONE_THREAD = 0x00010000
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_STREAM_SOCKETS = 1  # of a pair: a datagram pair could send to any named socket

ALLOWED = (
    "access", "alarm", "arch_prctl", "brk", "chdir", "clock_getres", "clock_gettime",
    "clock_nanosleep", "close", "close_range", "dup", "dup2", "dup3", "epoll_create1", "epoll_ctl",
    "epoll_pwait", "epoll_wait", "eventfd2", "exit", "exit_group", "faccessat", "faccessat2",
    "fchdir", "fdatasync", "fstat", "fstatfs", "fsync", "futex", "get_mempolicy",
    "get_robust_list", "getcpu", "getcwd", "getdents64", "getegid", "geteuid", "getgid",
    "getgroups", "getitimer", "getpeername", "getpgid", "getpgrp", "getpid", "getppid",
    "getpriority", "getrandom", "getresgid", "getresuid", "getrlimit", "getrusage", "getsid",
    "getsockname", "getsockopt", "gettid", "gettimeofday", "getuid", "lseek", "lstat", "madvise",
    "membarrier", "mmap", "mprotect", "mremap", "msync", "munmap", "nanosleep", "newfstatat",
    "pause", "pipe", "pipe2", "poll", "ppoll", "pread64", "pselect6", "pwrite64", "read",
    "readlink", "readlinkat", "readv", "recvfrom", "restart_syscall", "rseq", "rt_sigaction",
    "rt_sigpending", "rt_sigprocmask", "rt_sigreturn", "rt_sigsuspend", "rt_sigtimedwait",
    "sched_get_priority_max", "sched_get_priority_min", "sched_getaffinity", "sched_getparam",
    "sched_getscheduler", "sched_yield", "select", "sendto", "set_robust_list", "set_tid_address",
    "setitimer", "shutdown", "sigaltstack", "stat", "statfs", "statx", "sysinfo", "time", "times",
    "umask", "uname", "wait4", "waitid", "write", "writev",
)  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """A call that is allowed where one of its arguments is one of `values`.

    The kernel reads 32 bits of most arguments, so that only those count; all 64 where it is `wide`.
    """

    name: str
    argument: int
    values: tuple[int, ...]
    error: int = errno.EPERM
    wide: bool = False


def rules(pid: int) -> tuple[Rule, ...]:
    """The rules for a worker whose process is `pid`."""
    return (
        Rule("sched_setaffinity", 0, (0, pid)),
        Rule("prlimit64", 2, (0,), wide=True),  # reading limits, not setting them
        # F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC: no locks, and no leases,
        # which make others wait who open the file
        Rule("fcntl", 1, (0, 1, 2, 3, 4, 1030)),
        # TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX: what Python asks of its files
        Rule("ioctl", 1, (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451), error=errno.ENOTTY),
        # PR_SET_NAME, PR_GET_NAME, PR_GET_DUMPABLE, PR_GET_SECCOMP, PR_SET_VMA, PR_CAPBSET_READ,
        # PR_GET_NO_NEW_PRIVS
        Rule("prctl", 0, (15, 16, 3, 21, 0x53564D41, 23, 39)),
    )


def seccomp_available() -> bool:
    """Whether this kernel has seccomp filters, and this machine a table of calls."""
    return platform.machine() in NUMBERS and libc().prctl(21, 0, 0, 0, 0) >= 0


def build(pid: int, machine: str, *, write: bool) -> bytes:
    """The filter for a worker; without `write`, no file can be opened for writing either."""
    numbers = NUMBERS[machine]
    program = Program()
    program.load(_MACHINE)
    program.if_equal(AUDIT_ARCH[machine], otherwise="kill")
    program.load(_NUMBER)
    program.if_at_least(FIRST_X32, then="kill", otherwise="known")
    program.label("kill")
    program.give(_KILL)
    program.label("known")
    _allow_threads(program, numbers)
    _allow_signals_to_itself(program, numbers, pid)
    for rule in rules(pid):
        _allow_by_rule(program, rule, numbers)
    _allow_stream_pairs(program, numbers)
    for name, argument in (("open", 1), ("openat", 2)):
        _allow_opening(program, numbers, name, argument, write=write)
    for name in ALLOWED:
        if name in numbers:
            program.if_equal(numbers[name], otherwise=f"not {name}")
            program.give(_ALLOW)
            program.label(f"not {name}")
    for name in ("clone3", "openat2"):  # their flags are behind a pointer: use the older ones
        program.if_equal(numbers[name], then="unknown")
    program.if_at_least(FIRST_UNKNOWN, then="unknown", otherwise="denied")
    program.label("unknown")
    program.give(_ERROR | errno.ENOSYS)
    program.label("denied")
    program.give(_ERROR | errno.EPERM)
    return program.assembled()


def _allow_threads(program: Program, numbers: Mapping[str, int]) -> None:
    program.if_equal(numbers["clone"], otherwise="no clone")
    program.load(_ARGUMENTS)
    program.if_any(_CLONE_THREAD, otherwise="no thread")
    program.give(_ALLOW)
    program.label("no thread")
    program.give(_ERROR | errno.EPERM)
    program.label("no clone")


def _allow_signals_to_itself(program: Program, numbers: Mapping[str, int], pid: int) -> None:
    """Not SIGKILL: where that ends a worker, the kernel sent it, because memory ran out."""
    for name, argument in (("kill", 1), ("tgkill", 2)):
        program.if_equal(numbers[name], otherwise=f"no {name}")
        program.load(_ARGUMENTS)
        program.if_equal(pid, otherwise=f"bad {name}")
        program.load(_ARGUMENTS + 8 * argument)
        program.if_equal(signal.SIGKILL, otherwise=f"good {name}")
        program.label(f"bad {name}")
        program.give(_ERROR | errno.EPERM)
        program.label(f"good {name}")
        program.give(_ALLOW)
        program.label(f"no {name}")


def _allow_by_rule(program: Program, rule: Rule, numbers: Mapping[str, int]) -> None:
    found, after = f"{rule.name} found", f"after {rule.name}"
    program.if_equal(numbers[rule.name], otherwise=after)
    program.load(_ARGUMENTS + 8 * rule.argument)
    for value in rule.values:
        program.if_equal(value & 0xFFFFFFFF, then=found)
    program.give(_ERROR | rule.error)
    program.label(found)
    if rule.wide:
        program.load(_ARGUMENTS + 8 * rule.argument + 4)
        program.if_equal(0, otherwise=f"{rule.name} too large")
    program.give(_ALLOW)
    if rule.wide:
        program.label(f"{rule.name} too large")
        program.give(_ERROR | rule.error)
    program.label(after)


def _allow_stream_pairs(program: Program, numbers: Mapping[str, int]) -> None:
    program.if_equal(numbers["socketpair"], otherwise="no pair")
    program.load(_ARGUMENTS)
    program.if_equal(1, otherwise="bad pair")  # AF_UNIX
    program.load(_ARGUMENTS + 8)
    program.mask(0xF)
    program.if_equal(_STREAM_SOCKETS, otherwise="bad pair")
    program.give(_ALLOW)
    program.label("bad pair")
    program.give(_ERROR | errno.EPERM)
    program.label("no pair")


def _allow_opening(
    program: Program, numbers: Mapping[str, int], name: str, argument: int, *, write: bool
) -> None:
    if name not in numbers:
        return
    program.if_equal(numbers[name], otherwise=f"no {name}")
    if not write:
        program.load(_ARGUMENTS + 8 * argument)
        program.if_any(_WRITING, otherwise=f"{name} to read")
        program.give(_ERROR | errno.EACCES)
        program.label(f"{name} to read")
    program.give(_ALLOW)
    program.label(f"no {name}")


def forbid_system_calls(*, write: bool) -> None:
    """Put this process under the filter, for good; raises OSError where the kernel refuses."""
    code = build(os.getpid(), platform.machine(), write=write)
    instructions = ctypes.create_string_buffer(code)
    filter_ = struct.pack("HxxxxxxQ", len(code) // 8, ctypes.addressof(instructions))
    pointer = ctypes.create_string_buffer(filter_)
    prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.addressof(pointer))
