"""Tensors of any shape, dtype and memory layout."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import torch
from hypothesis import strategies as st
from torch import Tensor

from autograder.strategies.fill import FILLS, fill
from autograder.strategies.shapes import shapes

FLOATS = (torch.float32, torch.float64)
NUMERIC = (torch.float32, torch.float64, torch.int64)
ALL = (torch.float32, torch.float64, torch.int64, torch.bool)
Layouts = Literal["contiguous", "any"]
_LAYOUTS = ("contiguous", "permuted", "strided", "offset", "expanded")


def tensors(
    *,
    shape: st.SearchStrategy[tuple[int, ...]] | tuple[int, ...] | None = None,
    dtypes: Sequence[torch.dtype] = ALL,
    layouts: Layouts = "contiguous",
    largest: float = 9.0,
    special: bool = False,
    requires_grad: bool = False,
) -> st.SearchStrategy[Tensor]:
    """Tensors of rank 0 to 4 with sides from 0 to 5, or of the given `shape`.

    `layouts="any"` also draws permuted, strided, offset and expanded tensors (the last look at one
    element many times: never write to them). `largest` bounds the magnitude of elements (but not
    of those that count: 0, 1, 2, …), `special` mixes NaN and infinities into floats, and
    `requires_grad` draws floats with and without it.
    """
    where = shapes() if shape is None else st.just(shape) if isinstance(shape, tuple) else shape
    kinds = st.sampled_from(_LAYOUTS) if layouts == "any" else st.just("contiguous")
    grads = st.booleans() if requires_grad else st.just(value=False)

    def build(drawn: tuple[Any, ...]) -> Tensor:
        sides, dtype, layout, number, grad = drawn
        tensor = _laid_out(layout, sides, dtype, number, largest, special=special)
        return tensor.requires_grad_() if grad and dtype.is_floating_point else tensor

    return st.tuples(
        where, st.sampled_from(tuple(dtypes)), kinds, st.integers(0, FILLS), grads
    ).map(build)


def _laid_out(
    layout: str,
    shape: tuple[int, ...],
    dtype: torch.dtype,
    number: int,
    largest: float,
    *,
    special: bool,
) -> Tensor:
    def filled(sides: tuple[int, ...]) -> Tensor:
        kind = "float32" if dtype is torch.bfloat16 else str(dtype).removeprefix("torch.")
        array = fill(number, sides, np.dtype(kind), largest=largest, special=special)
        return torch.from_numpy(array).to(dtype)

    if layout == "contiguous" or not shape:
        return filled(shape)
    if layout == "permuted":
        return filled(shape[::-1]).permute(*range(len(shape) - 1, -1, -1))
    if layout == "strided":
        return filled((*shape[:-1], 2 * shape[-1]))[..., ::2]
    if layout == "offset":
        return filled((shape[0] + 1, *shape[1:]))[1:]
    axis = number % len(shape)
    return filled((*shape[:axis], 1, *shape[axis + 1 :])).expand(shape)


def vectors(
    *, min_length: int = 0, max_length: int = 8, **options: Any
) -> st.SearchStrategy[Tensor]:
    """Tensors of rank 1; further options as in `tensors`."""
    return tensors(shape=st.tuples(st.integers(min_length, max_length)), **options)


def matrices(*, min_side: int = 0, max_side: int = 5, **options: Any) -> st.SearchStrategy[Tensor]:
    """Tensors of rank 2; further options as in `tensors`."""
    return tensors(
        shape=shapes(min_rank=2, max_rank=2, min_side=min_side, max_side=max_side), **options
    )


def images(*, channels: Sequence[int] = (3, 1, 4), **options: Any) -> st.SearchStrategy[Tensor]:
    """Images (H, W, C) with all sides different (C may be 1), so that no swap of axes hides."""
    sizes = st.tuples(
        st.sampled_from(((2, 5), (5, 2), (6, 2), (2, 6))), st.sampled_from(tuple(channels))
    )
    return tensors(shape=sizes.map(lambda drawn: (*drawn[0], drawn[1])), **options)
