"""What is said of a collection: who has to be looked after, and how it goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from autograder.harmless import short, tamed

if TYPE_CHECKING:
    from autograder.collecting.record import Collected

_WORDS = {
    "late": "late",
    "empty": "empty",
    "no_exercises": "no exercises",
    "too_large": "too large",
    "no_repository": "no repository",
    "no_access": "no access",
    "gone": "gone",
    "not_fetched": "not fetched",
}
_TOLD = 3  # files


def outcome_lines(found: Sequence[Collected], asked: int, directory: str) -> Iterator[str]:
    """The lines, what is at fault first."""
    done = [one for one in found if one.state == "collected"]
    for one in sorted(found, key=lambda one: (one.state.value, one.student)):
        yield from map(tamed, _lines(one))
    stopped = f" Stopped: {asked - len(found)} were not looked at." if len(found) < asked else ""
    yield f"{len(done)} of {asked} collected into {directory}/submissions.{stopped}"
    unsettled = sum(one.state.unsettled for one in found)
    if unsettled:
        yield f"{unsettled} could not be fetched. Run the same again to get them."
    if done:
        yield f"Next: python grade.py batch {directory}/submissions --out RESULTS"


def _lines(one: Collected) -> Iterator[str]:
    who = f"{one.student:<20}"
    if one.state != "collected":
        kept = " What was collected before is still there." if one.kept else ""
        yield f"{who} {_WORDS[one.state.value]:<14} {short(' '.join(one.notes))}{kept}"
        return
    for note in one.notes:
        yield f"{who} {'look':<14} {short(note)}"
    if one.renamed_to:
        yield f"{who} {'renamed':<14} {short(one.renamed_to)}"
    for left in one.left_out[:_TOLD]:
        yield f"{who} {'left out':<14} {short(left.why)}"
    if one.differences:
        named = ", ".join(f"{short(d.path)} ({d.how})" for d in one.differences[:_TOLD])
        more = len(one.differences) - _TOLD
        yield f"{who} {'changed':<14} {named}{f' and {more} more' if more > 0 else ''}"
