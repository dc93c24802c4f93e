"""What is known of an exercise's solutions, whatever it is known from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from autograder.implementation import Implementation
from autograder.solutions import Alternative, Misconception


class OracleError(RuntimeError):
    """The kit's own fault: a reference that cannot be loaded, or that fails where it must not."""


@dataclass(frozen=True)
class Solutions:
    """What an exercise's file under `reference/` holds.

    `symbol` is the name of the function or class, `parameters` are those of a right call, and
    `equivalent` says of lines that a mutant may have instead of the reference's why they are right
    as well.
    """

    symbol: str
    parameters: str
    reference: Implementation
    alternatives: tuple[Alternative, ...]
    misconceptions: tuple[Misconception, ...]
    equivalent: Mapping[str, str] = field(default_factory=dict)
