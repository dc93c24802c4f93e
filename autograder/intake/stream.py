"""The bytes of a tar archive, packed or not: forward only, counted, never more than asked for."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import IO, Protocol

from autograder.intake.limits import Limits
from autograder.intake.refusal import SubmissionError

_CHUNK = 64 << 10


class Unpacker(Protocol):
    """What bz2 and lzma offer: bytes in, at most so many bytes out."""

    @property
    def eof(self) -> bool:
        """Whether the end was reached."""

    @property
    def unused_data(self) -> bytes:
        """What stands behind the end."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """At most `max_length` bytes; what is left of `data` is kept for the next call."""


class _Gzip:
    """The same of zlib, which gives back what it did not use."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._inflate.eof

    @property
    def unused_data(self) -> bytes:
        return self._inflate.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._inflate.decompress(self._inflate.unconsumed_tail + data, max_length)


def unpacker_for(head: bytes, limits: Limits) -> Callable[[], Unpacker] | None:
    """What unpacks a file that begins with `head`; None where it is none of gzip, bzip2, xz."""
    if head.startswith(b"\x1f\x8b"):
        return _Gzip
    if head.startswith(b"BZh"):
        return bz2.BZ2Decompressor
    if head.startswith(b"\xfd7zXZ\0"):
        return lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=limits.window)
    return None


class Stream:
    """A file to read a tar archive from.

    `tarfile` believes what an archive says about the length of its headers: `allow` says how much
    may be read until the next call. Going back is refused: no honest archive leads there.
    """

    def __init__(self, file: IO[bytes], make: Callable[[], Unpacker] | None, limits: Limits):
        self._file = file
        self._make = make
        self._unpacker = make() if make else None
        self._limits = limits
        self._packed = self._unpacked = self._position = 0
        self._allowed = limits.header
        self._ready = b""
        self.block = b""  # the last that was read

    def allow(self, count: int) -> None:
        """Allow to read `count` more bytes, and no more."""
        self._allowed = count

    def tell(self) -> int:
        """How many bytes were given out or passed over."""
        return self._position

    def seek(self, position: int) -> None:
        """Pass over bytes; stops at the end."""
        if position < self._position:
            raise SubmissionError("damaged")
        while self._position < position and self._take(position - self._position):
            pass

    def read(self, count: int) -> bytes:
        """The next `count` bytes, fewer at the end."""
        self._allowed -= count
        if self._allowed < 0:
            raise SubmissionError("bomb")
        pieces = []
        while count and (piece := self._take(count)):
            pieces.append(piece)
            count -= len(piece)
        self.block = b"".join(pieces)
        return self.block

    def finish(self) -> None:
        """Pass over all that is left: its checksum stands at the end of a packed file."""
        while self._take(_CHUNK):
            pass

    def _take(self, most: int) -> bytes:
        if not self._ready:
            self._ready = self._unpack() if self._unpacker else self._file.read(_CHUNK)
            self._unpacked += len(self._ready)
            if self._unpacked > self._limits.unpacked:
                raise SubmissionError("too_large", limit=self._limits.unpacked >> 20)
            ratio_counts = self._unpacker and self._unpacked > self._limits.ratio_from
            if ratio_counts and self._unpacked > self._limits.ratio * self._packed:
                raise SubmissionError("bomb")
        piece, self._ready = self._ready[:most], self._ready[most:]
        self._position += len(piece)
        return piece

    def _unpack(self) -> bytes:
        """Some more bytes; empty at the end. Raises EOFError where the file is cut off."""
        data = b""
        while self._unpacker is not None and self._make is not None:
            if self._unpacker.eof:  # several packed files in a row unpack to one
                data = self._unpacker.unused_data or self._raw()
                if not data.strip(b"\0"):
                    return b""
                self._unpacker = self._make()
            if unpacked := self._unpacker.decompress(data, _CHUNK):
                return unpacked
            if not self._unpacker.eof:
                data = self._raw()
                if not data:
                    raise EOFError("the file ends before what is packed in it")
        return b""

    def _raw(self) -> bytes:
        data = self._file.read(_CHUNK)
        self._packed += len(data)
        return data
