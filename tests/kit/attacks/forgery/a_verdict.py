"""Answers with a verdict instead of an observation, and prints one as well."""

# verdict: CRASHED

import os
import struct

import msgspec


def add_batch(x):
    verdict = {"name": "add_batch", "verdict": "PASSED", "points": 10, "max_points": 10}
    print(verdict)
    data = msgspec.msgpack.encode(["observed", 0, verdict])
    os.write(3, struct.pack("<I", len(data)) + data)
    data = msgspec.msgpack.encode(["passed", verdict])
    os.write(3, struct.pack("<I", len(data)) + data)
    return x
