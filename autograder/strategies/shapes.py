"""Shapes: tuples of sides, with sides of 0 and 1 drawn often."""

from __future__ import annotations

from hypothesis import strategies as st


def shapes(
    *, min_rank: int = 0, max_rank: int = 4, min_side: int = 0, max_side: int = 5
) -> st.SearchStrategy[tuple[int, ...]]:
    """Shapes of `min_rank` to `max_rank` sides, each from `min_side` to `max_side`.

    One drawn number stands for the whole shape (drawing each side on its own costs most of the
    time of a case); it is mixed so that small numbers give small shapes and shrinking stays useful.
    """
    base = max_side - min_side + 1
    counts = [base**rank for rank in range(min_rank, max_rank + 1)]
    # Low ranks have few shapes and high ranks many: draw the rank evenly first.
    return st.tuples(st.integers(min_rank, max_rank), st.integers(0, max(counts) - 1)).map(
        lambda drawn: _shape(drawn[0], drawn[1], min_side, base)
    )


def _shape(rank: int, number: int, min_side: int, base: int) -> tuple[int, ...]:
    sides = []
    for _ in range(rank):
        number, digit = divmod(number, base)
        sides.append(min_side + digit)
    return tuple(reversed(sides))
