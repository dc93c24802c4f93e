"""Naming the mistake: the misconception that shows just what a submission showed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from autograder.observation.compare import compare
from autograder.property import Property
from autograder.wire.messages import Case
from autograder.wire.record import Observation

MOST_CASES = 20  # of each kind and property; more only cost time


@dataclass(frozen=True)
class Witness:
    """One case of a property, and what the submission showed on it."""

    prop: Property
    case: Case
    seed: int
    got: Observation
    failed: bool


def diagnose(
    names: Sequence[str],
    mistaken: Callable[[str, Property, Case, int], Observation],
    witnesses: Sequence[Witness],
) -> str | None:
    """The misconception whose observations equal the submission's on every failing case.

    Of several, the one that agrees on most of the passing cases too; of equals, the first. At
    most MOST_CASES failing and MOST_CASES passing cases of each property are looked at. None
    where nothing failed, or nothing agrees.
    """
    chosen = _sample(witnesses)
    failing = [w for w in chosen if w.failed]
    passing = [w for w in chosen if not w.failed]
    if not failing:
        return None

    def differs(name: str, witness: Witness) -> bool:
        shown = mistaken(name, witness.prop, witness.case, witness.seed)
        return not same(shown, witness.got, witness.prop)

    fitting = [n for n in names if not any(differs(n, w) for w in failing)]
    return min(fitting, key=lambda n: sum(differs(n, w) for w in passing), default=None)


def same(first: Observation, second: Observation, prop: Property) -> bool:
    """Whether two observations agree both ways, also in the calls that the property counts."""
    if forbidden_call(prop, first) != forbidden_call(prop, second):
        return False
    options = {"rtol": prop.rtol, "atol": prop.atol}
    return first.unusable == second.unusable and not (
        compare(first, second, **options) or compare(second, first, **options)
    )


def forbidden_call(prop: Property, observation: Observation) -> str | None:
    """The operation that a run called though the property rules it out.

    Also the operation called most, where the calls are more than the property's budget.
    """
    if prop.calls is None:
        return None
    for name in prop.calls.forbidden:
        if name in observation.calls:
            return name
    public = {n: k for n, k in observation.calls.items() if not n.startswith("aten.")}
    if prop.calls.most is not None and sum(public.values()) > prop.calls.most:
        return max(public, key=lambda name: public[name])
    return None


def _sample(witnesses: Sequence[Witness]) -> list[Witness]:
    taken: dict[tuple[str, bool], int] = {}
    chosen = []
    for witness in witnesses:
        key = (witness.prop.name, witness.failed)
        taken[key] = taken.get(key, 0) + 1
        if taken[key] <= MOST_CASES:
            chosen.append(witness)
    return chosen
