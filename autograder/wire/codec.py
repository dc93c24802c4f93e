"""Plain data to bytes and back: framed MessagePack, checked against its types, never pickle."""

from __future__ import annotations

import struct
from typing import TypeVar

import msgspec

T = TypeVar("T")
MAX_FRAME = 64 << 20
HEADER = struct.Struct("<I")


class MalformedFrameError(ValueError):
    """Bytes that are not a frame of the kind that was expected."""


_encoder = msgspec.msgpack.Encoder()


def encode(message: object) -> bytes:
    """Encode a message of plain data."""
    return _encoder.encode(message)


def decoder(kind: type[T]) -> msgspec.msgpack.Decoder[T]:
    """Make a decoder that accepts messages of one kind only."""
    return msgspec.msgpack.Decoder(kind)


def decode(data: bytes | memoryview, using: msgspec.msgpack.Decoder[T]) -> T:
    """Decode one message; raises MalformedFrameError for anything else."""
    try:
        return using.decode(data)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError, OverflowError) as error:
        raise MalformedFrameError(str(error)) from error


def frame(payload: bytes) -> bytes:
    """Put the length before a payload."""
    if len(payload) > MAX_FRAME:
        raise MalformedFrameError(f"a frame of {len(payload)} bytes; the limit is {MAX_FRAME}")
    return HEADER.pack(len(payload)) + payload


class FrameReader:
    """Cuts a stream of bytes into frames."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        """Take more bytes in; return the frames that are complete."""
        self._buffer += data
        frames: list[bytes] = []
        start = 0
        while len(self._buffer) - start >= HEADER.size:
            (length,) = HEADER.unpack_from(self._buffer, start)
            if length > MAX_FRAME:
                raise MalformedFrameError(f"a frame of {length} bytes; the limit is {MAX_FRAME}")
            end = start + HEADER.size + length
            if len(self._buffer) < end:
                break
            frames.append(bytes(self._buffer[start + HEADER.size : end]))
            start = end
        del self._buffer[:start]
        return frames
