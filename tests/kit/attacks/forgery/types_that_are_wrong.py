"""Answers with messages whose fields hold other types than they should."""

# verdict: CRASHED

import os
import struct

import msgspec


def add_batch(x):
    for message in (["observed", "zero", {}], ["done", []], {"observed": 1}, 7, ["passed"]):
        data = msgspec.msgpack.encode(message)
        os.write(3, struct.pack("<I", len(data)) + data)
    return x
