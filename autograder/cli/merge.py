"""`python grade.py merge`: one folder of results out of those of a job array."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from autograder.batch.merge import merge
from autograder.cli.batch import opened_results
from autograder.cli.batch_view import summary
from autograder.cli.class_output import write_results
from autograder.cli.exits import CALLER, PASSED
from autograder.grading.class_record import Status
from autograder.harmless import tamed
from autograder.language import N_, SaidError


def run(
    *, out: str, parts: Sequence[str], canvas: str | None, moodle: Sequence[str], lang: str | None
) -> int:
    """Merge, write, say what is left; returns the exit code. Raises SaidError."""
    folder, places = Path(out), [Path(part) for part in parts]
    if folder.resolve() in [place.resolve() for place in places]:
        raise SaidError(N_("{folder} is one of the parts. Name another folder."), folder=folder)
    with opened_results(folder) as ledger:
        merged = merge(places, ledger)
        written = write_results(ledger, folder, canvas=canvas, moodle=moodle, lang=lang)
    for line in summary(written, before=0):
        click.echo(line)
    if merged.left:
        names = ", ".join(merged.left[:10]) + (", …" if len(merged.left) > 10 else "")
        said = f"Not graded in any part: {names}. Run the shards that are missing, and merge again."
        click.echo(tamed(said))
    failed = any(result.status is Status.KIT_ERROR for result in written.results)
    return CALLER if merged.left or failed else PASSED
