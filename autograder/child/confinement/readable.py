"""Which files a worker needs to read: the interpreter, its libraries, a few of the system's."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator

SYSTEM = (
    "/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib", "/usr/share/zoneinfo",
    "/etc/ld.so.cache", "/etc/localtime", "/dev/zero", "/dev/urandom", "/dev/random",
    "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu",
    "/sys/devices/system/node",
)  # fmt: skip
WRITABLE = ("/dev/null",)


def readable_paths(hidden: Iterable[str]) -> list[str]:
    """The paths that a worker may read, with what is below them, but nothing that is `hidden`.

    Where a path holds something hidden, what lies beside that is listed instead. A library inside
    a hidden folder (a virtual environment in the project) stays readable.
    """
    secret = {os.path.realpath(path) for path in hidden}
    found = {path for root in _roots() for path in _around(os.path.realpath(root), secret)}
    shortest: list[str] = []
    for path in sorted(found):
        if not shortest or not path.startswith(shortest[-1] + os.sep):
            shortest.append(path)
    return [*shortest, "/proc/self"]  # a link that each process reads as itself


def _roots() -> Iterator[str]:
    yield from (path for path in SYSTEM if path != "/proc/self")
    for name in ("stdlib", "platstdlib", "purelib", "platlib"):
        yield sysconfig.get_path(name)
    yield os.path.join(sys.base_prefix, "lib")  # noqa: PTH118 - torch.path is slow to import
    for name in ("torch", "numpy", "hypothesis", "msgspec"):
        file = getattr(sys.modules.get(name), "__file__", None)
        if file:
            yield os.path.dirname(os.path.dirname(file))  # noqa: PTH120


def _around(root: str, hidden: set[str]) -> Iterator[str]:
    if root in hidden or not os.path.exists(root):  # noqa: PTH110
        return
    if not any(path.startswith(root.rstrip(os.sep) + os.sep) for path in hidden):
        yield root
        return
    with os.scandir(root) as entries:
        for entry in entries:
            if not entry.is_symlink():
                yield from _around(entry.path, hidden)
