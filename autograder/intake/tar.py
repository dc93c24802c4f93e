"""A submission that is a tar archive: nothing is unpacked but the exercises, in memory."""

from __future__ import annotations

import lzma
import struct
import tarfile
import zlib
from collections.abc import Callable
from typing import IO

from autograder.intake.limits import Limits
from autograder.intake.members import Member, Members, parts_of, refuse
from autograder.intake.refusal import SubmissionError
from autograder.intake.stream import Stream, unpacker_for

# What tarfile and the unpackers raise for an archive that is damaged, or made to look so.
_DAMAGE = (
    tarfile.TarError, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError,
    OverflowError, RecursionError, KeyError, IndexError,
)  # fmt: skip
_MAGIC_AT = 257
_GLOBAL_FACTS = 100  # what an archive says about all members; each costs time with every one


def is_tar(head: bytes) -> bool:
    """Whether a file that begins with `head` is a tar archive; very old ones do not say so."""
    return head[_MAGIC_AT:].startswith(b"ustar")


def tar_members(file: IO[bytes], head: bytes, limits: Limits) -> Members:
    """The members of a tar archive, packed or not, in its order; raises SubmissionError."""
    stream = Stream(file, unpacker_for(head, limits), limits)
    try:
        archive = tarfile.TarFile(fileobj=stream, errors="surrogateescape")  # type: ignore[arg-type]
        while True:
            stream.allow(limits.header)
            info = archive.next()
            if info is None or len(archive.pax_headers) > _GLOBAL_FACTS:
                break
            archive.members.clear()  # type: ignore[attr-defined]  # else it keeps them all
            stream.allow(limits.of(info.name) + limits.header)
            yield _member(archive, info, limits)
        last = stream.block
        stream.finish()
    except SubmissionError:
        raise
    except _DAMAGE as error:
        raise SubmissionError("damaged") from error
    if info is not None:
        raise SubmissionError("bomb")
    if last.strip(b"\0"):  # tarfile takes what is no header for the end
        raise SubmissionError("damaged")


def _member(archive: tarfile.TarFile, info: tarfile.TarInfo, limits: Limits) -> Member:
    parts = parts_of(info.name, limits)
    if info.size < 0:
        raise SubmissionError("damaged")
    if info.issym() or info.islnk():
        return Member(parts, refuse("link"), closed=True)
    if info.isdir():
        return Member(parts, refuse("not_a_file"), folder=True)
    if not info.isreg() or info.issparse():
        return Member(parts, refuse("not_a_file"))
    return Member(parts, _reader(archive, info, limits))


def _reader(archive: tarfile.TarFile, info: tarfile.TarInfo, limits: Limits) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            member = archive.extractfile(info)
            return member.read(limits.of(info.name) + 1) if member else b""
        except _DAMAGE as error:
            raise SubmissionError("damaged") from error

    return read
