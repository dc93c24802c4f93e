"""NumPy arrays of any shape, dtype and memory layout, also reversed and read-only ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.strategies.fill import FILLS, fill
from autograder.strategies.shapes import shapes

_DTYPES = ("float32", "float64", "int64", "int32", "int16", "uint8")
_LAYOUTS = ("contiguous", "transposed", "strided", "reversed", "read-only")


def ndarrays(
    *,
    shape: st.SearchStrategy[tuple[int, ...]] | None = None,
    dtypes: Sequence[str] = _DTYPES,
    layouts: Sequence[str] = _LAYOUTS,
    largest: float = 9.0,
) -> st.SearchStrategy[np.ndarray[Any, Any]]:
    """Arrays of rank 0 to 4 with sides from 0 to 5, or of the given `shape`.

    `layouts` is some of "contiguous", "transposed", "strided", "reversed" (negative strides) and
    "read-only".
    """
    return st.tuples(
        shapes() if shape is None else shape,
        st.sampled_from(tuple(dtypes)),
        st.sampled_from(tuple(layouts)),
        st.integers(0, FILLS),
    ).map(lambda drawn: _laid_out(*drawn, largest=largest))


def _laid_out(
    shape: tuple[int, ...], dtype: str, layout: str, number: int, *, largest: float
) -> np.ndarray[Any, Any]:
    def filled(sides: tuple[int, ...]) -> np.ndarray[Any, Any]:
        return fill(number, sides, np.dtype(dtype), largest=largest, special=False)

    if layout == "read-only":
        array = filled(shape)
        array.flags.writeable = False
        return array
    if layout == "contiguous" or not shape:
        return filled(shape)
    if layout == "transposed":
        return filled(shape[::-1]).T
    if layout == "strided":
        return filled((*shape[:-1], 2 * shape[-1]))[..., ::2]
    return filled(shape)[::-1]
