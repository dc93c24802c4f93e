"""The elements of a tensor that a drawing shows: a window around the first one that differs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np

from autograder.observation.compare import differing, elements
from autograder.wire.plain import ArrayData, TensorData

_MOST = 54  # elements in one drawing
_SIDES = (6, 6, 3)  # shown along the last axis, the one before, and each further one
_DIGITS = (4, 8, 17)  # after the point; more where fewer would make different elements look alike
_LARGE, _SMALL = 1e6, 1e-4


class Cells(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The elements that are drawn, and which of them differ.

    `shown` are the indices that stand along each axis; `texts` are the elements there, row by row;
    `wrong` are the places in `texts` of those that differ, the first one at `first`; `differ`
    counts all that do, also those that are not drawn.
    """

    shown: tuple[tuple[int, ...], ...]
    texts: tuple[str, ...]
    wrong: tuple[int, ...]
    first: int
    differ: int


def cells_of(
    expected: TensorData | ArrayData,
    got: TensorData | ArrayData,
    index: tuple[int, ...],
    tolerance: tuple[float | None, float | None],
) -> tuple[Cells, Cells]:
    """What is drawn of two arrays of one shape and dtype that differ first at `index`."""
    wrong = differing(expected, got, tolerance)
    shown = _window(expected.shape, index)
    place = np.ix_(*(np.array(side, dtype=np.intp) for side in shown))
    marks = np.flatnonzero(wrong[place])
    texts = _texts(elements(expected)[place], elements(got)[place], marks)
    inside = tuple(side.index(i) for side, i in zip(shown, index, strict=True))
    first = int(np.ravel_multi_index(inside, [len(side) for side in shown])) if shown else 0
    at = tuple(int(mark) for mark in marks)
    differ = int(np.count_nonzero(wrong))
    want, have = (
        Cells(shown=shown, texts=text, wrong=at, first=first, differ=differ) for text in texts
    )
    return want, have


def _window(shape: Sequence[int], index: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """The indices to show along each axis: those of both ends, and around `index`."""
    rank = len(shape)
    most = [_SIDES[min(rank - 1 - axis, 2)] for axis in range(rank)]
    counts = [min(*pair) for pair in zip(shape, most, strict=True)]
    for axis in range(rank):  # the first axes shrink first
        while counts[axis] > 1 and math.prod(counts) > _MOST:
            counts[axis] -= 1
    return tuple(_along(*each) for each in zip(shape, index, counts, strict=True))


def _along(side: int, focus: int, count: int) -> tuple[int, ...]:
    if count == side:
        return tuple(range(side))
    if count < 3:
        nearest = [focus, *((focus + 1,) if focus + 1 < side else (focus - 1,))]
        return tuple(sorted(nearest[:count]))
    chosen = {focus, 0, side - 1}
    for step in range(1, side):
        for near in (focus - step, focus + step):
            if len(chosen) < count and 0 <= near < side:
                chosen.add(near)
    return tuple(sorted(chosen))


def _texts(
    expected: np.ndarray[Any, Any], got: np.ndarray[Any, Any], marks: np.ndarray[Any, Any]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both sides as text, with as many digits as it takes to tell apart what differs."""
    both = [expected.reshape(-1), got.reshape(-1)]
    for digits in _DIGITS:
        want, have = (tuple(_text(element, digits) for element in side) for side in both)
        if all(want[i] != have[i] for i in marks):
            break
    return want, have


def _text(element: Any, digits: int) -> str:
    """One element as PyTorch writes it: `1.`, `-0.`, `nan`, `1.5000e-07`, `True`."""
    if element.dtype.kind == "c":
        real, imaginary = _text(element.real, digits), _text(element.imag, digits)
        sign = "" if imaginary.startswith("-") else "+"
        return f"{real}{sign}{imaginary}j"
    if element.dtype.kind != "f":
        return str(element)
    size = abs(float(element))
    if math.isfinite(size) and size and not _SMALL <= size < _LARGE:
        return np.format_float_scientific(element, precision=digits, trim=".", exp_digits=2)
    return np.format_float_positional(element, precision=digits, trim=".")
