"""Answers with plain data that is nested more deeply than any decoder goes."""

# verdict: CRASHED WRONG

import os
import struct

import msgspec


def add_batch(x):
    deep = b"\x93\xa8sequence\xa4list\x91" * 100_000 + b"\xc0"
    data = msgspec.msgpack.encode(["observed", 0, msgspec.Raw(b"\x91" + deep)])
    data = struct.pack("<I", len(data)) + data
    while data:
        data = data[os.write(3, data) :]
    return x
