"""Drawing the cases of a property with Hypothesis, and shrinking a failing one."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded

from autograder.property import Property
from autograder.wire.codec import encode
from autograder.wire.messages import Case
from autograder.wire.values import to_plain

MAX_SHRINKS = 400
SHRINK_SECONDS = 1.5


def property_seed(seed: int, prop: Property) -> int:
    """The seed of one property in a run: the same whatever else is graded."""
    text = f"{seed}:{prop.exercise}:{prop.name}".encode()
    return int.from_bytes(hashlib.sha256(text).digest()[:4], "little")


def draw_cases(prop: Property, *, seed: int, examples: int) -> list[Case]:
    """Draw the cases of a property: its fixed examples, then `examples` drawn ones.

    The same seed draws the same cases.
    """
    cases: list[Case] = []
    _drive(
        prop, cases.append, seed=seed, examples=examples, phases=(Phase.explicit, Phase.generate)
    )
    return cases


class _StillFails(Exception):  # noqa: N818 - it reports to Hypothesis, it is no error
    """Tells Hypothesis that a case fails."""


class _Enough(BaseException):
    """Leaves Hypothesis when the time or the number of attempts is spent."""


def shrink_case(
    prop: Property,
    fails: Callable[[Case], bool],
    known: dict[bytes, bool],
    *,
    seed: int,
    examples: int,
    seconds: float = SHRINK_SECONDS,
) -> Case | None:
    """Find a smaller case for which `fails` holds, within `seconds` and MAX_SHRINKS attempts.

    `known` says of encoded cases whether they fail, so that none is run twice; it is added to.
    None where no failing case was met.
    """
    best: list[Case] = []
    attempts = 0
    deadline = time.monotonic() + seconds

    def judge(case: Case) -> None:
        nonlocal attempts
        key = encode(case)
        if key not in known:
            attempts += 1
            if attempts > MAX_SHRINKS or time.monotonic() > deadline:
                raise _Enough
            known[key] = fails(case)
        if known[key]:
            best.append(case)
            raise _StillFails

    phases = (Phase.explicit, Phase.generate, Phase.shrink)
    try:
        _drive(prop, judge, seed=seed, examples=examples, phases=phases)
    except _Enough:
        return min(best, key=_size, default=None)
    except _StillFails:
        return best[-1]
    return None


def _size(case: Case) -> tuple[int, bytes]:
    data = encode(case)
    return len(data), data


def _drive(
    prop: Property,
    receive: Callable[[Case], None],
    *,
    seed: int,
    examples: int,
    phases: tuple[Phase, ...],
) -> None:
    """Let Hypothesis draw cases for `receive`, which raises where it wants a smaller one."""

    def test(**inputs: Any) -> None:
        receive({name: to_plain(value, layout=True) for name, value in inputs.items()})

    if Phase.explicit in phases:
        for example in prop.examples:
            test(**example)
    if not prop.strategies:
        test()
        return
    count = examples if prop.max_cases is None else min(examples, prop.max_cases)
    configured = settings(
        max_examples=count,
        phases=phases,
        database=None,
        deadline=None,
        derandomize=False,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    seeded(seed)(configured(given(**prop.strategies)(test)))()
