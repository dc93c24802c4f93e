"""Elements for drawn tensors and arrays, from one number."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

COUNTING = 0  # the fill that reads best: 0, 1, 2, 3, …
FILLS = (1 << 16) - 1
_SPECIAL = np.array([np.nan, np.inf, -np.inf, 0.0, -0.0, 1e4, -1e4])


def fill(
    number: int, shape: tuple[int, ...], dtype: np.dtype[Any], *, largest: float, special: bool
) -> np.ndarray[Any, Any]:
    """An array of `shape` that `number` decides.

    0 counts up from 0 and 1 counts up from -1, so that the smallest cases can be followed by eye
    and no two elements are alike; any other number seeds a generator of values up to `largest`.
    `special` mixes NaN, infinities, zeros of both signs and 1e4 into one element in four.
    """
    count = math.prod(shape)
    if dtype.kind == "b":
        flat: np.ndarray[Any, Any] = np.arange(count) % 2 == 1
        if number > 1:
            flat = np.random.default_rng(number).random(count) < 0.5
    elif number <= 1:
        flat = np.arange(count) - number
    else:
        flat = _random(np.random.default_rng(number), count, dtype, largest, special=special)
    return flat.astype(dtype).reshape(shape)


def _random(
    rng: np.random.Generator, count: int, dtype: np.dtype[Any], largest: float, *, special: bool
) -> np.ndarray[Any, Any]:
    low = 0 if dtype.kind == "u" else -largest
    if dtype.kind in "iu":
        return rng.integers(int(low), int(largest) + 1, count)
    values = rng.uniform(low, largest, count).round(3)
    if special and count:
        values = np.where(rng.random(count) < 0.25, rng.choice(_SPECIAL, count), values)
    return values
