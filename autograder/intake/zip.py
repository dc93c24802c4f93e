"""A submission that is a zip file: nothing is unpacked but the exercises, in memory."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import IO

from autograder.intake.limits import Limits
from autograder.intake.members import Member, Members, parts_of, refuse
from autograder.intake.refusal import SubmissionError
from autograder.submission import UnreadableError

# What zipfile raises for an archive that is damaged, or made to look so.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError,
    OverflowError,
)  # fmt: skip
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_UNIX = 3
_LOCAL_HEADER = 30


class _Frugal:
    """A file whose table of contents is only read where it is not too large to hold."""

    def __init__(self, file: IO[bytes], most: int) -> None:
        self._file = file
        self._most = most
        self.seek, self.tell = file.seek, file.tell

    def read(self, count: int = -1) -> bytes:
        if count > self._most:
            raise SubmissionError("bomb")
        return self._file.read(self._most if count < 0 else count)

    def seekable(self) -> bool:
        return True


def zip_members(file: IO[bytes], limits: Limits) -> Members:
    """The members of a zip file, in its order; raises SubmissionError."""
    try:
        archive = zipfile.ZipFile(_Frugal(file, limits.directory))
    except SubmissionError:
        raise
    except _DAMAGE as error:
        raise SubmissionError("damaged") from error
    infos = archive.infolist()
    _check(infos, limits)
    for info in infos:
        yield _member(archive, info, limits)


def _check(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse what unpacks to far more than it is, by what it says of itself."""
    if len(infos) > limits.members:
        raise SubmissionError("too_many", limit=limits.members)
    packed = sum(info.compress_size for info in infos)
    unpacked = sum(info.file_size for info in infos)
    if unpacked > limits.unpacked:
        raise SubmissionError("too_large", limit=limits.unpacked >> 20)
    if unpacked > limits.ratio_from and unpacked > limits.ratio * packed:
        raise SubmissionError("bomb")
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:  # members that share their bytes
            raise SubmissionError("bomb")
        end = info.header_offset + _LOCAL_HEADER + info.compress_size


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> Member:
    parts = parts_of(info.orig_filename, limits)
    kind = stat.S_IFMT(info.external_attr >> 16) if info.create_system == _UNIX else 0
    if kind == stat.S_IFLNK:
        return Member(parts, refuse("link"), closed=True)
    if info.is_dir():
        return Member(parts, refuse("not_a_file"), folder=True)
    if kind not in (0, stat.S_IFREG):
        return Member(parts, refuse("not_a_file"))
    return Member(parts, _reader(archive, info, limits))


def _reader(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> Callable[[], bytes]:
    def read() -> bytes:
        if info.flag_bits & _ENCRYPTED:
            raise SubmissionError("encrypted")
        if info.compress_type not in _PACKINGS:
            raise UnreadableError("packing")
        try:
            with archive.open(info) as member:
                return member.read(limits.of(info.filename) + 1)
        except _DAMAGE as error:
            raise UnreadableError("damaged_file") from error

    return read
