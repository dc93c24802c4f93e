"""Whatever a worker's process sends, and however: its client answers, or says how it died."""

import os
import socket
import threading
from contextlib import suppress

import msgspec
import pytest
from fuzz.frames import streams
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from autograder.wire.codec import HEADER, MAX_FRAME, encode, frame
from autograder.wire.messages import Done, Load, Loaded, Observed, Run, Settled, most_of_one
from autograder.wire.ready import Ready
from autograder.worker.client import OUTPUT_KEPT, Death, Worker, WorkerDiedError
from autograder.worker.process import Exit

MANY = int(os.environ.get("TORCH_KATA_FUZZ_FRAMES", "100000")) // 5
LOAD = Load("text", "file.py", "exercise", "exercise")
RUN = Run("test_property", 1, ({"x": 1}, {"x": 2}))


class Sending:
    """A process that sends what it likes, in pieces, and ends with a code."""

    def __init__(self, pieces, printed, code, *, ends=True):
        self.data, self.theirs = socket.socketpair()
        self.output, self.printing = socket.socketpair()
        self.printing.send(printed)
        self.code = code
        self.ended = False
        self.ends = ends
        self.sender = threading.Thread(target=self._send, args=(pieces,))
        self.sender.start()

    def _send(self, pieces):
        with suppress(OSError):
            for piece in pieces:
                self.theirs.sendall(piece)
        self.ended = self.ends
        if self.ends:
            with suppress(OSError):
                self.theirs.shutdown(socket.SHUT_WR)

    def poll(self):
        return Exit(self.code) if self.ended else None

    def kill(self):
        self.ended = True
        with suppress(OSError):
            self.data.shutdown(socket.SHUT_RDWR)
        self.sender.join()
        self.theirs.close()
        self.printing.close()


def asked(worker, how, seconds=10.0):
    """Ask a worker for something: what came back."""
    if how == "load":
        return worker.load(LOAD, seconds=seconds)
    if how == "run":
        worker.start(RUN, seconds=seconds)
        return list(worker.answers(seconds=seconds))
    if how == "settle":
        return worker.settle(seconds=seconds)
    return worker.wait_ready(Ready, seconds=seconds)


def cut(data, sizes):
    """Cut bytes into pieces of some sizes, the last size over and over."""
    at = 0
    for size in sizes:
        yield data[at : at + size]
        at += size
    yield data[at:]


def ask(data, sizes, printed, code, how):
    process = Sending(cut(data, sizes), printed, code)
    worker = Worker(process.data, process.output, process)
    try:
        found = asked(worker, how)
        assert isinstance(found, Loaded | Settled | Ready | list)
        event(f"{how} was answered")
    except WorkerDiedError as error:
        event(error.death.value)
        assert not worker.alive
        with pytest.raises(WorkerDiedError):
            asked(worker, "load")
    finally:
        kept = worker.take_printed()
        worker.close()
    assert printed.startswith(kept)
    assert len(kept) <= OUTPUT_KEPT


ARGUMENTS = (
    streams(),
    st.lists(st.integers(0, 9), max_size=9),
    st.binary(max_size=20),
    st.sampled_from([0, 1, 70, -9, -11]),
    st.sampled_from(["load", "run", "settle", "ready"]),
)
fuzzed = settings(suppress_health_check=list(HealthCheck))


@fuzzed
@given(*ARGUMENTS)
def test_a_client_answers_or_says_how_its_worker_died(data, sizes, printed, code, how):
    ask(data, sizes, printed, code, how)


@pytest.mark.fuzz
@pytest.mark.timeout(0)
@settings(fuzzed, max_examples=MANY, derandomize=False)
@given(*ARGUMENTS)
def test_many_streams_are_answered_or_said_to_be_a_death(data, sizes, printed, code, how):
    ask(data, sizes, printed, code, how)


def dies(pieces, how="run", *, ends=True, seconds=10.0):
    process = Sending(pieces, b"", 0, ends=ends)
    worker = Worker(process.data, process.output, process)
    try:
        with pytest.raises(WorkerDiedError) as died:
            asked(worker, how, seconds)
    finally:
        worker.close()
    return died.value.death


def answer(number, observation=b"\x91\xc0"):
    return frame(encode(Observed(number, msgspec.Raw(observation))))


def test_answers_must_come_in_order_each_once_and_not_too_large():
    done = frame(encode(Done(0.1)))
    large = encode([b"x" * (most_of_one(2) + 1)])
    assert dies([answer(1), answer(0), done]) is Death.PROTOCOL
    assert dies([answer(0), answer(0), done]) is Death.PROTOCOL
    assert dies([answer(0), done]) is Death.PROTOCOL
    assert dies([answer(0), answer(1), answer(2), done]) is Death.PROTOCOL
    assert dies([answer(0, large)]) is Death.PROTOCOL


def test_a_worker_that_answers_for_ever_is_ended_after_the_last_case():
    assert dies(answer(0) for _ in range(10**9)) is Death.PROTOCOL


def test_a_frame_that_drips_or_never_comes_ends_with_the_deadline():
    whole = answer(0)
    assert dies([whole[:3]], ends=False, seconds=0.2) is Death.DEADLINE
    assert dies([HEADER.pack(MAX_FRAME), b"x"], ends=False, seconds=0.2) is Death.DEADLINE
    assert dies([], ends=False, seconds=0.2) is Death.DEADLINE


def test_a_frame_that_claims_more_than_a_frame_may_have_ends_the_worker():
    assert dies([HEADER.pack(2**32 - 1)]) is Death.PROTOCOL
