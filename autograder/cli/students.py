"""The commands that a student's copy has too; each is imported only when it is called."""

from __future__ import annotations

from typing import Any

import click

from autograder.cli.complete import names as complete_names
from autograder.cli.options import DECK, DEVICE, EXAMPLES, SEED, points

students = click.Group()


@students.command()
@click.argument("names", nargs=-1, metavar="[UNIT | EXERCISE]...", shell_complete=complete_names)
@click.option(
    "--submission",
    metavar="PATH",
    help="Grade a folder, a .zip or .tar archive or one .py file, not assignments/.",
)
@click.option(
    "--json", "json_file", metavar="FILE", help="Write the score report to FILE (- for stdout)."
)
@SEED
@EXAMPLES
@DEVICE
@DECK
@click.option("--all", "everything", is_flag=True, help="Show every exercise and every failure.")
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of the feedback.")
def grade(**options: Any) -> int:
    """Grade exercises (the default)."""
    from autograder.cli.grade import run

    return run(**options)


@students.command()
@click.argument("names", nargs=-1, metavar="[UNIT | EXERCISE]...", shell_complete=complete_names)
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT[=FILE]",
    help="classroom, classroom50, gradescope, junit, json, prairielearn, exercism; repeatable.",
)
@click.option(
    "--fail-under",
    callback=points,
    metavar="POINTS",
    help="Exit with 1 below so many, not below all of them.",
)
@click.option(
    "--visibility",
    multiple=True,
    metavar="WHEN[=UNIT]",
    help="When Gradescope shows tests: visible, hidden, after_due_date, after_published.",
)
@click.option("--allow-level-c", is_flag=True, help="Make marks at isolation level C, too.")
@click.option("--submission", metavar="PATH", help="Grade this, not assignments/.")
@SEED
@EXAMPLES
@DEVICE
@DECK
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of the feedback.")
def ci(**options: Any) -> int:
    """Grade in a CI: job summary, annotations, and results in the formats of others."""
    from autograder.cli.ci import run

    return run(**options)


@students.command()
@click.argument("names", nargs=-1, metavar="[UNIT | EXERCISE]...", shell_complete=complete_names)
@SEED
@EXAMPLES
@DEVICE
@DECK
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language to begin with.")
def watch(**options: Any) -> int:
    """Grade again whenever a file is saved, and show how it went."""
    from autograder.cli.watch import run

    return run(**options)


@students.command()
@click.argument("exercise", shell_complete=complete_names)
@click.option("--level", type=int, metavar="N", help="This hint, not the next one.")
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of the hint.")
def hint(**options: Any) -> int:
    """Show a hint for an exercise: each time the next, the gentlest first."""
    from autograder.cli.hint import run

    return run(**options)


@students.command()
@click.argument("name", metavar="UNIT | EXERCISE", shell_complete=complete_names)
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of the lesson.")
def explain(**options: Any) -> int:
    """Show what the lesson says about an exercise, or about a unit."""
    from autograder.cli.explain import run

    return run(**options)


@students.command()
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of what is said.")
def progress(**options: Any) -> int:
    """Show what is solved and what opens next, by the last gradings."""
    from autograder.cli.progress import run

    return run(**options)


@students.command()
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of what is said.")
def start(**options: Any) -> int:
    """Begin: see whether all is installed, what to read first, and where to write."""
    from autograder.cli.start import run

    return run(**options)


@students.command()
@click.argument("exercise", shell_complete=complete_names)
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of what is said.")
def reset(**options: Any) -> int:
    """Put the stub of an exercise back; your file is kept beside it."""
    from autograder.cli.reset import run

    return run(**options)


@students.command()
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of what is said.")
def doctor(**options: Any) -> int:
    """Look at this machine: what it offers, what is missing, and what that means."""
    from autograder.cli.doctor import run

    return run(**options)


@students.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(**options: Any) -> int:
    """Print a script that lets a shell complete names.

    Use it as in `source <(python grade.py completion bash)`.
    """
    from autograder.cli.complete import run

    return run(**options)
