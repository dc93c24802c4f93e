"""The commands for instructors, which no student's copy has; each is imported when it is called."""

from __future__ import annotations

from typing import Any

import click

from autograder.cli.complete import names as complete_names
from autograder.cli.options import DEVICE, SEED_MOST, within

instructors = click.Group()


@instructors.command()
@click.argument("names", nargs=-1, metavar="[UNIT | EXERCISE]...", shell_complete=complete_names)
@click.option(
    "--json", "json_file", metavar="FILE", help="Write the record to FILE (- for stdout)."
)
@click.option(
    "--seed", type=int, callback=within(0, SEED_MOST), metavar="N", help="Check the same again."
)
@click.option(
    "--seeds",
    type=int,
    callback=within(1, 100),
    metavar="N",
    default=5,
    show_default=True,
    help="From how many seeds.",
)
@click.option(
    "--jobs", type=int, callback=within(1, 256), metavar="N", help="Processes; one a core."
)
def check(**options: Any) -> int:
    """Prove that exercises are fit to grade with (for whoever writes them)."""
    from autograder.cli.check import run

    return run(**options)


@instructors.command()
@click.argument("file", metavar="FILE")
@click.argument("names", nargs=-1, metavar="[UNIT | EXERCISE]...", shell_complete=complete_names)
@click.option(
    "--seed", type=int, callback=within(0, SEED_MOST), metavar="N", help="Record the same again."
)
@click.option(
    "--jobs", type=int, callback=within(1, 256), metavar="N", help="Processes; one a core."
)
@click.option("--seal", is_flag=True, help="Encrypt it, with the key in TORCH_KATA_DECK_KEY.")
def deck(**options: Any) -> int:
    """Record the cases to grade on, with the answers, in FILE (for whoever marks)."""
    from autograder.cli.deck import run

    return run(**options)


@instructors.command()
@click.argument("submissions", metavar="SUBMISSIONS")
@click.option("--out", required=True, metavar="DIR", help="Write grades, feedback, a report there.")
@click.option(
    "--unit", "units", multiple=True, metavar="NAME", help="Only this unit or exercise; repeatable."
)
@click.option("--roster", "roster_file", metavar="CSV", help="Who belongs to the class.")
@click.option("--deck", "deck_file", metavar="FILE", help="Grade on this deck, not on a new one.")
@click.option(
    "--seed", type=int, callback=within(0, SEED_MOST), metavar="N", help="Record the same again."
)
@click.option(
    "--jobs", type=int, callback=within(1, 256), metavar="N", help="Processes; one a core."
)
@click.option("--regrade", is_flag=True, help="Grade everybody again, not only what changed.")
@click.option("--title", metavar="TEXT", help="What the assignment is called; else as the folder.")
@click.option("--canvas", metavar="FILE", help="Fill in this gradebook, exported from Canvas.")
@click.option(
    "--moodle",
    multiple=True,
    metavar="FILE",
    help="Fill in this Moodle worksheet; repeatable.",
)
@click.option(
    "--seconds",
    type=int,
    callback=within(1, 86_400),
    metavar="N",
    help="Run nothing more of a submission after so long.",
)
@DEVICE
@click.option("--allow-level-c", is_flag=True, help="Mark though processes alone confine here.")
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of the feedback pages.")
@click.option("--cluster", metavar="ADDRESS", help="Grade on the workers of this Dask scheduler.")
@click.option("--shard", metavar="I/N", help="Grade only this part of the class.")
@click.option("--similar", is_flag=True, help="List whose exercises are the same, as a hint.")
def batch(**options: Any) -> int:
    """Grade a class: everything in SUBMISSIONS, on one hidden deck."""
    from autograder.cli.batch import run

    return run(**options)


@instructors.command()
@click.argument("directory", metavar="DIR")
@click.option("--unit", "units", multiple=True, metavar="NAME", help="Only this unit; repeatable.")
@click.option("--until", metavar="NAME", help="Only the units up to this one.")
@click.option("--deck", "deck_file", metavar="FILE", help="Let it practise on this deck.")
@click.option(
    "--seed", type=int, callback=within(0, SEED_MOST), metavar="N", help="Record the same again."
)
@click.option(
    "--jobs", type=int, callback=within(1, 256), metavar="N", help="Processes; one a core."
)
@click.option(
    "--update", "--force", "update", is_flag=True, help="Renew a copy; its student's work stays."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["copy", "gradescope"]),
    default="copy",
    show_default=True,
    help="A student's copy, or the zip that Gradescope takes as an autograder.",
)
@click.option("--allow-level-c", is_flag=True, help="Let Gradescope mark at isolation level C.")
def release(**options: Any) -> int:
    """Write a student's copy to DIR: exercises, lessons, a practice deck, no solutions."""
    from autograder.cli.release import run

    return run(**options)


@instructors.command()
@click.argument("out", metavar="DIR")
@click.argument("parts", nargs=-1, required=True, metavar="PART...")
@click.option("--canvas", metavar="FILE", help="Fill in this gradebook, exported from Canvas.")
@click.option(
    "--moodle", multiple=True, metavar="FILE", help="Fill in this Moodle worksheet; repeatable."
)
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of the feedback pages.")
def merge(**options: Any) -> int:
    """Write the results of a whole class to DIR, from those of its shards."""
    from autograder.cli.merge import run

    return run(**options)


@instructors.command()
@click.argument("student", metavar="STUDENT")
@click.argument("exercises", nargs=-1, metavar="[EXERCISE]...")
@click.option(
    "--results", default="results", show_default=True, metavar="DIR", help="What `batch` wrote."
)
@click.option("--all", "everything", is_flag=True, help="Explain every failure.")
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of the feedback.")
def show(**options: Any) -> int:
    """Show what came of one student of a class, by login, number, email or name."""
    from autograder.cli.show import run

    return run(**options)


@instructors.command()
@click.argument("directory", metavar="DIR")
@click.option(
    "--list", "lists", multiple=True, metavar="FILE", help="The repositories in FILE (CSV, lines)."
)
@click.option("--org", metavar="NAME", help="The repositories of an organisation on GitHub.")
@click.option("--prefix", metavar="NAME", help="Of those only NAME-STUDENT.")
@click.option("--roster", metavar="CSV", help="Of those only the students on this roster.")
@click.option("--deadline", metavar="TIME", help="As they stood then, by when they were pushed.")
@click.option("--branch", metavar="NAME", help="This branch, not the default one.")
@click.option(
    "--released", multiple=True, metavar="DIR", help="Compare with what `release` wrote to DIR."
)
@click.option("--local", is_flag=True, help="Let the list name folders of this machine, too.")
@click.option(
    "--jobs",
    type=int,
    callback=within(1, 64),
    metavar="N",
    default=8,
    show_default=True,
    help="So many at once.",
)
@click.option(
    "--max-mb",
    "megabytes",
    type=int,
    callback=within(1, 10_000),
    metavar="N",
    default=64,
    show_default=True,
    help="No more than so much of one.",
)
@click.option(
    "--tries",
    type=int,
    callback=within(1, 10),
    metavar="N",
    default=4,
    show_default=True,
    help="How often to try what the network fails.",
)
@click.option(
    "--workflow", metavar="FILE", help="Write a workflow that does this every night to FILE."
)
def collect(**options: Any) -> int:
    """Fetch students' repositories into DIR, to be graded there; nothing in them is run."""
    from autograder.cli.collect import run

    return run(**options)


@instructors.group()
def nbgrader() -> None:
    """Courses for nbgrader: notebooks out, isolated grading inside it, scores in and out."""


@nbgrader.command()
@click.argument("course", metavar="COURSE")
@click.option("--unit", "units", multiple=True, metavar="NAME", help="Only this unit; repeatable.")
@click.option("--until", metavar="NAME", help="Only the units up to this one.")
@click.option("--deck", "deck_file", metavar="FILE", help="Mark on this deck.")
@click.option(
    "--seed", type=int, callback=within(0, SEED_MOST), metavar="N", help="Record the same again."
)
@click.option(
    "--jobs", type=int, callback=within(1, 256), metavar="N", help="Processes; one a core."
)
@click.option("--replace", is_flag=True, help="Take the kit's cell where both have changed one.")
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of the notebooks.")
def init(**options: Any) -> int:
    """Write a course to COURSE, or bring it up to date; your own cells stay."""
    from autograder.cli import nbgrader as command

    return command.init(**options)


@nbgrader.command()
@click.argument("course", metavar="COURSE")
@click.argument("results", metavar="RESULTS")
@click.option("--db", metavar="URL", help="Another gradebook than COURSE/gradebook.db.")
def scores(**options: Any) -> int:
    """Write what `batch` has graded, in RESULTS, into the gradebook of COURSE."""
    from autograder.cli import nbgrader as command

    return command.scores(**options)
