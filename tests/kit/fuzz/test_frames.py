"""Whatever bytes a worker sends: they are refused, or can be compared, described and reported."""

import os

import numpy as np
import pytest
import torch
from fuzz.frames import LOADED, OBSERVATIONS, streams
from fuzz.shown import check_shown
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from autograder.grading.attempt import read_observation
from autograder.grading.diagnose import Witness
from autograder.grading.failure import describe_failure
from autograder.grading.outcome import reason_of, refused, result_of, verdict_of
from autograder.grading.score_report import ExerciseResult, Text
from autograder.observation.compare import compare
from autograder.observe import seen
from autograder.property import Calls, Property
from autograder.wire.codec import FrameReader, MalformedFrameError, decode, encode
from autograder.wire.messages import REPLY, Loaded, Observed
from autograder.wire.record import Observation, Raised
from autograder.wire.values import to_plain

MANY = int(os.environ.get("TORCH_KATA_FUZZ_FRAMES", "100000"))
PROPERTIES = [
    Property("exercise", "test_property", "性质", 1, lambda f: f, {}, calls=calls)
    for calls in (None, Calls(most=3, forbidden=("Tensor.tolist",)))
]
HONEST = [
    Observation(to_plain(value))
    for value in (
        None, 1, 1.5, 1 + 2j, 2**70, "text", np.float32(1), np.ones(2), torch.ones(2, 3), [1, None],
        torch.zeros(2, dtype=torch.bfloat16), {"a": 1}, seen(result=torch.ones(2), x=[1.0]),
    )
] + [Observation(raised=Raised(("ValueError", "Exception"), "message"))]  # fmt: skip
fuzzed = settings(suppress_health_check=list(HealthCheck))


def report(**facts):
    title = Text("Title", "标题")
    points = {"points": 0, "max_points": 1, "seconds": 0.1, "replay": "python grade.py exercise"}
    result = ExerciseResult(unit="01_unit", name="exercise", title=title, **points, **facts)
    check_shown(result)


def judge(got, want):
    """Everything that the grader does with an observation."""
    for prop in PROPERTIES:
        verdict = verdict_of(prop, want, got)
        failure = describe_failure(prop, Witness(prop, {}, 1, got, failed=True), want, "line\n")
        reason = reason_of(prop, verdict, got)
        result = result_of(prop, verdict, cases=1, reason=reason, failure=failure)
        report(verdict=verdict, properties=(result,))


def receive(data, want):
    """Read a stream as a worker's client does; what was no frame, or lied, is refused."""
    try:
        for payload in FrameReader().feed(data):
            reply = decode(payload, REPLY)
            if isinstance(reply, Observed):
                judge(read_observation(bytes(reply.observation)), want)
                event("an observation was judged")
            elif isinstance(reply, Loaded):
                load(reply)
    except MalformedFrameError:
        event("refused")


def load(loaded):
    if verdict := refused(loaded, "exercise"):
        report(verdict=verdict[0], reason=verdict[1])


wanted = st.sampled_from(HONEST)


@fuzzed
@given(streams(), wanted)
def test_a_stream_of_bytes_is_refused_or_judged(data, want):
    receive(data, want)


@fuzzed
@given(OBSERVATIONS, wanted)
def test_an_observation_that_lies_is_refused_or_judged(lie, want):
    try:
        got = read_observation(encode(lie))
    except MalformedFrameError:
        return
    assert compare(got, got) is None
    judge(got, want)


@given(LOADED)
def test_what_is_said_of_a_file_can_be_shown(lie):
    load(decode(encode(lie), REPLY))


@pytest.mark.fuzz
@pytest.mark.timeout(0)
@settings(fuzzed, max_examples=MANY, derandomize=False)
@given(streams(), wanted)
def test_many_streams_of_bytes_are_refused_or_judged(data, want):
    receive(data, want)
