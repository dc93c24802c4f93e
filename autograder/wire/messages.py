"""What the grader asks of a worker, and what a worker answers."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from autograder.target import Target
from autograder.wire.codec import MAX_FRAME
from autograder.wire.plain import Plain
from autograder.wire.record import Observation, Raised

Case: TypeAlias = dict[str, Plain]
MOST_ANSWERED = 64 << 20  # bytes of all answers to one request


def most_of_one(cases: int) -> int:
    """How many bytes the observation of each of `cases` may have."""
    return min(MAX_FRAME // 2, MOST_ANSWERED // max(1, cases))


class Load(msgspec.Struct, frozen=True, array_like=True, tag="load"):
    """Load one student file: its text, the name to show for it, what it should define.

    `exercise` is the file's name, `symbol` that of the function or class in it, and `companions`
    are the further definitions that it needs. It is loaded with `target` there to compute on.
    `unit` tells exercises of one name apart.
    """

    source: str
    filename: str
    exercise: str
    symbol: str
    companions: tuple[str, ...] = ()
    target: Target = Target.CPU
    unit: str = ""


class Run(msgspec.Struct, frozen=True, array_like=True, tag="run"):
    """Run the probe of one property on some cases; `first` is the number of the first case.

    The answers are sent as they come, or all `at_once`.
    """

    property: str
    seed: int
    cases: tuple[Case, ...]
    first: int = 0
    at_once: bool = False


class Settle(msgspec.Struct, frozen=True, array_like=True, tag="settle"):
    """Let go of the submission, and say what it left behind: all of it, or only what is quick."""

    thorough: bool = True


class Unreached(msgspec.Struct, frozen=True, array_like=True):
    """Why a target is not to be had: an English sentence, and the facts that fill it."""

    sentence: str
    facts: dict[str, str] = {}


class Reached(msgspec.Struct, frozen=True, array_like=True, tag="reached"):
    """Whether the target of a submission is there, said before a line of the submission has run.

    `unreached` says why it is not, and then nothing is loaded; `accelerator` is a real one's name.
    """

    unreached: Unreached | None = None
    accelerator: str = ""


class Loaded(msgspec.Struct, frozen=True, array_like=True, tag="loaded"):
    """What came of loading: whether it is still the stub, the parameters, or what went wrong.

    `missing` is the name that the file should define and does not.
    """

    unsolved: bool = False
    parameters: str = ""
    missing: str = ""
    defines: tuple[str, ...] = ()
    raised: Raised | None = None


class Observed(msgspec.Struct, frozen=True, array_like=True, tag="observed"):
    """The observation of one case, still encoded (it is compared as bytes first)."""

    number: int
    observation: msgspec.Raw


class Done(msgspec.Struct, frozen=True, array_like=True, tag="done"):
    """Every case of the request has been run, in this many seconds."""

    seconds: float


class Settled(msgspec.Struct, frozen=True, array_like=True, tag="settled"):
    """What is not as it was before a submission was loaded, by name.

    `seconds` of processor time and at most `memory` bytes have been used since the worker started.
    """

    changed: tuple[str, ...] = ()
    seconds: float = 0.0
    memory: int = 0


Request: TypeAlias = Load | Run | Settle
Reply: TypeAlias = Reached | Loaded | Observed | Done | Settled
CASE = msgspec.msgpack.Decoder(Case)
OBSERVATION = msgspec.msgpack.Decoder(Observation)
REQUEST = msgspec.msgpack.Decoder(Request)
REPLY = msgspec.msgpack.Decoder(Reply)
