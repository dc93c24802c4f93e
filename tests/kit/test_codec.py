"""Frames and messages: what was sent arrives, and nothing else gets through."""

import msgspec
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from autograder.observe import seen
from autograder.wire.check import check_observation
from autograder.wire.codec import (
    MAX_FRAME,
    FrameReader,
    MalformedFrameError,
    decode,
    encode,
    frame,
)
from autograder.wire.messages import OBSERVATION, REPLY, Done, Observed
from autograder.wire.plain import ArrayData, SequenceData, TensorData
from autograder.wire.record import Observation, Raised
from autograder.wire.values import to_plain

WHOLE = Observation(to_plain(seen(result=(torch.ones(2, 2), {"a": None}))))


@given(st.lists(st.binary(max_size=50)), st.lists(st.integers(1, 20)))
def test_frames_arrive_whole_however_the_stream_is_cut(payloads, cuts):
    stream = b"".join(frame(payload) for payload in payloads)
    reader, found = FrameReader(), []
    for cut in cuts:
        found += reader.feed(stream[:cut])
        stream = stream[cut:]
    assert found + reader.feed(stream) == payloads


def test_a_frame_that_is_too_long_is_refused_on_both_sides():
    with pytest.raises(MalformedFrameError):
        FrameReader().feed((MAX_FRAME + 1).to_bytes(4, "little"))
    with pytest.raises(MalformedFrameError):
        frame(bytes(MAX_FRAME + 1))


@pytest.mark.parametrize(
    "observation", [WHOLE, Observation(raised=Raised(("E",), "m")), Observation(calls={"a": 1})]
)
def test_an_observation_arrives_as_it_was(observation):
    back = decode(encode(observation), OBSERVATION)
    check_observation(back)
    assert back == observation


def test_replies_are_told_apart():
    for reply in (Done(1.0), Observed(3, msgspec.Raw(encode(WHOLE)))):
        assert type(decode(encode(reply), REPLY)) is type(reply)


@given(st.binary(max_size=200))
def test_random_bytes_are_refused_or_checked(data):
    try:
        check_observation(decode(data, OBSERVATION))
    except MalformedFrameError:
        return


@given(st.integers(0, len(encode(WHOLE)) - 1), st.integers(0, 255))
def test_one_changed_byte_is_refused_or_checked(position, byte):
    data = bytearray(encode(WHOLE))
    data[position] = byte
    try:
        check_observation(decode(bytes(data), OBSERVATION))
    except MalformedFrameError:
        return


@pytest.mark.parametrize(
    "value",
    [
        TensorData("float32", (2,), b"1234"),
        TensorData("float32", (-1,), b""),
        TensorData("object", (1,), b"12345678"),
        TensorData("float32", (1,), b"1234", stride=(1,)),
        TensorData("float32", (1,) * 65, b"1234"),
        ArrayData("O", (1,), b"12345678"),
        ArrayData("<M8[s]", (1,), b"12345678"),
        ArrayData("nonsense", (1,), b"1"),
        SequenceData("list", (TensorData("float32", (3,), b""),)),
    ],
)
def test_arrays_that_lie_about_their_bytes_are_refused(value):
    with pytest.raises(MalformedFrameError):
        check_observation(Observation(value))


def test_nesting_that_would_exhaust_the_stack_is_refused():
    deep = b"\x91" * 100_000
    with pytest.raises(MalformedFrameError):
        decode(deep, OBSERVATION)
