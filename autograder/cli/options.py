"""Options that several commands have."""

from __future__ import annotations

import math
from collections.abc import Callable

import click

from autograder.cli.usage import OutOfRange
from autograder.language import N_, SaidError

SEED_MOST = 2**63 - 1


def within(
    least: int, most: int
) -> Callable[[click.Context, click.Parameter, int | None], int | None]:
    """A check that a whole number lies in a range; click's own speaks of an "integer range"."""

    def check(ctx: click.Context, param: click.Parameter, value: int | None) -> int | None:
        if value is not None and not least <= value <= most:
            raise OutOfRange(least, most, ctx, param)
        return value

    return check


def points(_: click.Context, param: click.Parameter, value: str | None) -> float | None:
    """A number of points, or None; raises SaidError for what is none."""
    if value is None:
        return None
    try:
        found = float(value)
    except ValueError:
        found = -1.0
    if not (math.isfinite(found) and found >= 0):
        raise SaidError(N_("{name} is a number of points, 0 or more."), name=param.opts[-1])
    return found


SEED = click.option(
    "--seed",
    type=int,
    callback=within(0, SEED_MOST),
    metavar="N",
    help="Draw the same cases again.",
)
EXAMPLES = click.option(
    "--examples",
    type=int,
    callback=within(1, 10_000),
    metavar="N",
    default=100,
    show_default=True,
    help="Cases a property.",
)
DEVICE = click.option(
    "--device",
    type=click.Choice(["auto", "simulated", "cpu"]),
    default="auto",
    show_default=True,
    help="Run what takes a device on the CPU alone, on a simulated one too, on all there are.",
)
DECK = click.option(
    "--deck",
    "deck_file",
    metavar="FILE",
    help="Grade on the cases that `deck` has recorded, the same for everybody.",
)
