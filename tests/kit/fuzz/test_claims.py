"""Frames that claim to hold more than they do: refused, before memory is taken for the claim."""

import tracemalloc

import pytest

from autograder.grading.attempt import read_observation
from autograder.observation.describe import describe_observation
from autograder.wire.check import check_observation
from autograder.wire.codec import FrameReader, MalformedFrameError, encode
from autograder.wire.plain import ArrayData, MappingData, TensorData
from autograder.wire.record import Observation

BILLIONS = b"\xff\xff\xff\xff"
CLAIMS = {
    "items": b"\x91\x93\xa8sequence\xa4list\xdd" + BILLIONS + b"\xc0",
    "pairs": b"\x91\x93\xa7mapping\xa4dict\xdd" + BILLIONS + b"\x92\xc0\xc0",
    "text": b"\x91\xdb" + BILLIONS + b"x",
    "bytes": b"\x91\x94\xa6tensor\xa4int8\x91\x01\xc6" + BILLIONS + b"x",
    "shape": b"\x91\x94\xa6tensor\xa4int8\xdd" + BILLIONS + b"\x01",
    "calls": b"\x94\xc0\xc0\xc2\xdf" + BILLIONS + b"\xa1a\x01",
    "extension": b"\x91\xc9" + BILLIONS + b"\x01x",
    "nesting": b"\x91" + b"\x93\xa8sequence\xa4list\x91" * 50_000 + b"\xc0",
    "unknown": b"\x91" * 100_000,
}
LIES = [
    TensorData("float32", (10**9, 10**9), b""),
    TensorData("float32", (2**64 - 1,) * 64, b"1234"),
    ArrayData("<f8", (10**18,), b"12345678"),
]
MOST = 1 << 20


def peak(action):
    tracemalloc.start()
    try:
        action()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def refused(action):
    def attempt():
        with pytest.raises(MalformedFrameError):
            action()

    return attempt


def test_a_frame_that_claims_four_gigabytes_is_refused_by_its_first_bytes():
    assert peak(refused(lambda: FrameReader().feed(BILLIONS))) < MOST


@pytest.mark.parametrize("data", CLAIMS.values(), ids=CLAIMS)
def test_what_claims_to_hold_billions_is_refused(data):
    assert peak(refused(lambda: read_observation(data))) < 8 * MOST


@pytest.mark.parametrize("lie", LIES, ids=["a square", "many axes", "an array"])
def test_a_shape_of_more_elements_than_there_are_is_refused(lie):
    assert peak(refused(lambda: check_observation(Observation(lie)))) < MOST


def test_a_shape_without_elements_may_claim_what_it_likes():
    empty = Observation(TensorData("int8", (0, 2**63), b""))
    assert describe_observation(read_observation(encode(empty)))[0].text == "[]"
    meta = Observation(TensorData("int8", (2**63,) * 60, b"", "meta"))
    assert describe_observation(read_observation(encode(meta)))[0].shape == (2**63,) * 60


def test_keys_that_are_equal_or_not_numbers_are_kept_apart():
    from autograder.observation.compare import compare

    nan = float("nan")
    twice = Observation(MappingData("dict", ((nan, 1), (nan, 2), ("a", 3), ("a", 4))))
    got = read_observation(encode(twice))
    assert compare(twice, got) is None
    fewer = Observation(MappingData("dict", ((nan, 1), ("a", 3), ("a", 4))))
    assert compare(fewer, got).aspect == "keys"
