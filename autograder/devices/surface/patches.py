"""Attributes of torch that are other ones for a while, and are put back exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

_MISSING = object()


class Patch(NamedTuple):
    """An attribute of a module or class, and what it is to be."""

    owner: Any
    name: str
    value: Any


@contextmanager
def patched(patches: Iterable[Patch]) -> Iterator[None]:
    """Apply patches; undo them in the opposite order, also where one of them failed."""
    before: list[Patch] = []
    try:
        for owner, name, value in patches:
            was = vars(owner).get(name, _MISSING)
            setattr(owner, name, value)
            before.append(Patch(owner, name, was))
        yield
    finally:
        for owner, name, value in reversed(before):
            if value is not _MISSING:
                setattr(owner, name, value)
            elif name in vars(owner):
                delattr(owner, name)
