"""The commands of `python grade.py`; each is imported only when it is called."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any

import click

from autograder.cli.exits import CALLER, INTERRUPTED

_SEED_MOST = 2**63 - 1


def _within(
    least: int, most: int
) -> Callable[[click.Context, click.Parameter, int | None], int | None]:
    """A check that a whole number lies in a range; click's own speaks of an "integer range"."""

    def check(ctx: click.Context, param: click.Parameter, value: int | None) -> int | None:
        if value is not None and not least <= value <= most:
            raise click.BadParameter(f"{value} is not from {least} to {most}.", ctx, param)
        return value

    return check


class GradeByDefault(click.Group):
    """A group whose command `grade` need not be named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `grade` in front of what is no command."""
        if not args or (args[0] not in self.commands and args[0] != "--help"):
            args = ["grade", *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show how to call both forms."""
        formatter.write_usage(ctx.command_path, "[UNIT | EXERCISE]... [OPTIONS]")
        formatter.write_usage(ctx.command_path, "COMMAND ...", prefix="       ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show the options of `grade`, then the other commands."""
        records = [p.get_help_record(ctx) for p in self.commands["grade"].get_params(ctx)]
        with formatter.section("Options"):
            formatter.write_dl([record for record in records if record])
        rows = [
            (name, command.get_short_help_str(70))
            for name, command in sorted(self.commands.items())
            if name != "grade"
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


@click.group(cls=GradeByDefault)
def cli() -> None:
    """Grade PyTorch exercises: all of them, or the units and exercises that you name.

    Examples: `python grade.py`, `python grade.py 02_creation`, `python grade.py zero_rows_`.
    """


@cli.command()
@click.argument("names", nargs=-1, metavar="[UNIT | EXERCISE]...")
@click.option(
    "--submission",
    metavar="PATH",
    help="Grade a folder, a .zip or .tar archive or one .py file, not assignments/.",
)
@click.option(
    "--json", "json_file", metavar="FILE", help="Write the score report to FILE (- for stdout)."
)
@click.option(
    "--seed",
    type=int,
    callback=_within(0, _SEED_MOST),
    metavar="N",
    help="Draw the same cases again.",
)
@click.option(
    "--examples",
    type=int,
    callback=_within(1, 10_000),
    metavar="N",
    default=100,
    show_default=True,
    help="Cases a property.",
)
@click.option(
    "--device",
    type=click.Choice(["auto", "simulated", "cpu"]),
    default="auto",
    show_default=True,
    help="Run what takes a device on the CPU alone, on a simulated one too, on all there are.",
)
@click.option(
    "--deck",
    "deck_file",
    metavar="FILE",
    help="Grade on the cases that `deck` has recorded, the same for everybody.",
)
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of the feedback.")
def grade(**options: Any) -> int:
    """Grade exercises (the default)."""
    from autograder.cli.grade import run

    return run(**options)


@cli.command()
@click.argument("names", nargs=-1, metavar="[UNIT | EXERCISE]...")
@click.option(
    "--json", "json_file", metavar="FILE", help="Write the record to FILE (- for stdout)."
)
@click.option(
    "--seed", type=int, callback=_within(0, _SEED_MOST), metavar="N", help="Check the same again."
)
@click.option(
    "--seeds",
    type=int,
    callback=_within(1, 100),
    metavar="N",
    default=5,
    show_default=True,
    help="From how many seeds.",
)
@click.option(
    "--jobs", type=int, callback=_within(1, 256), metavar="N", help="Processes; one a core."
)
def check(**options: Any) -> int:
    """Prove that exercises are fit to grade with (for whoever writes them)."""
    from autograder.cli.check import run

    return run(**options)


@cli.command()
@click.argument("file", metavar="FILE")
@click.argument("names", nargs=-1, metavar="[UNIT | EXERCISE]...")
@click.option(
    "--seed", type=int, callback=_within(0, _SEED_MOST), metavar="N", help="Record the same again."
)
@click.option(
    "--jobs", type=int, callback=_within(1, 256), metavar="N", help="Processes; one a core."
)
def deck(**options: Any) -> int:
    """Record the cases to grade on, with the answers, in FILE (for whoever marks)."""
    from autograder.cli.deck import run

    return run(**options)


@cli.command()
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of what is said.")
def doctor(**options: Any) -> int:
    """Look at this machine: what it offers, what is missing, and what that means."""
    from autograder.cli.doctor import run

    return run(**options)


@cli.command()
@click.argument("exercise")
@click.option("--level", type=int, metavar="N", default=1, show_default=True, help="Which hint.")
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of the hint.")
def hint(**options: Any) -> int:
    """Show a hint for an exercise, the gentlest first."""
    from autograder.cli.hint import run

    return run(**options)


def main() -> None:
    """Run the command line and exit with its code: 0 passed, 1 to fix, 2 a fault, 130 stopped."""
    for name in ("SIGTERM", "SIGHUP"):  # as Ctrl-C: what was graded is told, no process stays
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
    try:
        code = cli.main(prog_name="python grade.py", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.ClickException as error:
        click.echo(_sentence(error), err=True)
        code = CALLER
    except (KeyboardInterrupt, click.Abort):
        click.echo("\nStopped.", err=True)
        code = INTERRUPTED
    except OSError as error:
        code = _unwritable(error)
    except Exception as error:
        click.echo(_fault(error), err=True)
        code = CALLER
    sys.exit(code if isinstance(code, int) else 0)


def _unwritable(error: OSError) -> int:
    """Whoever read the output has gone, or it can hold no more: nothing more is written to it."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - for good
    if isinstance(error, BrokenPipeError):
        return INTERRUPTED
    click.echo(f"Something cannot be read or written: {error}.", err=True)
    return CALLER


def _fault(error: Exception) -> str:
    """A fault of the kit in one sentence, with its place for whoever mends it."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    said = f"{type(error).__name__}: {error}".splitlines()[0]
    return f"The kit failed: {said} ({frame.filename}, line {frame.lineno}). Please report it."


def _sentence(error: click.ClickException) -> str:
    message = error.format_message()
    return (
        f"{message} Try: python grade.py --help" if isinstance(error, click.UsageError) else message
    )
