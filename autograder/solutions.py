"""The two decorators of a reference file: other right solutions, and known wrong ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, overload

__all__ = ["Alternative", "Misconception", "alternative", "misconception"]


@dataclass(frozen=True)
class Alternative:
    """Another right solution of the exercise; `of` names the definition that it stands for."""

    name: str
    implementation: Any
    of: str = ""


@dataclass(frozen=True)
class Misconception:
    """A wrong solution that learners write, with its diagnosis, one sentence a language."""

    name: str
    implementation: Any
    en: str
    zh: str
    of: str = ""


@overload
def alternative(implementation: Any) -> Alternative: ...
@overload
def alternative(*, of: str) -> Callable[[Any], Alternative]: ...
def alternative(implementation: Any = None, *, of: str = "") -> Any:
    """Mark a function or class of a reference file as another right solution.

    With `of`, it stands for the definition of that name beside the exercise's own; all else is the
    reference's.
    """

    def mark(implementation: Any) -> Alternative:
        return Alternative(implementation.__name__, implementation, of)

    return mark if implementation is None else mark(implementation)


def misconception(*, en: str, zh: str, of: str = "") -> Callable[[Any], Misconception]:
    """Mark a function or class of a reference file as a known mistake; `of` as in `alternative`."""

    def mark(implementation: Any) -> Misconception:
        return Misconception(implementation.__name__, implementation, en, zh, of)

    return mark
