"""The two decorators of a reference file: other right solutions, and known wrong ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

__all__ = ["Alternative", "Misconception", "alternative", "misconception"]


@dataclass(frozen=True)
class Alternative:
    """Another right solution of the exercise."""

    name: str
    implementation: Any


@dataclass(frozen=True)
class Misconception:
    """A wrong solution that learners write, with its diagnosis, one sentence a language."""

    name: str
    implementation: Any
    en: str
    zh: str


def alternative(implementation: Any) -> Alternative:
    """Mark a function or class of a reference file as another right solution."""
    return Alternative(implementation.__name__, implementation)


def misconception(*, en: str, zh: str) -> Callable[[Any], Misconception]:
    """Mark a function or class of a reference file as a known mistake."""

    def mark(implementation: Any) -> Misconception:
        return Misconception(implementation.__name__, implementation, en, zh)

    return mark
