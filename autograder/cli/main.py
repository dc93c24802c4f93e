"""The commands of `python grade.py`; each is imported only when it is called."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from gettext import gettext
from importlib.util import find_spec
from typing import Any

import click

from autograder.cli.complete import names as complete_names
from autograder.cli.exits import CALLER, INTERRUPTED
from autograder.cli.interrupts import keep_interrupts
from autograder.cli.options import DECK, DEVICE, EXAMPLES, SEED, SEED_MOST, within
from autograder.cli.usage import asked_language, speak, usage_sentence
from autograder.language import N_, Language, SaidError, language, system_error


class GradeByDefault(click.Group):
    """A group whose command `grade` need not be named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `grade` in front of what is no command."""
        if not args or args[0] not in self.commands:
            args = ["--help"] if "--help" in args else ["grade", *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show how to call both forms."""
        formatter.write_usage(ctx.command_path, "[UNIT | EXERCISE]... [OPTIONS]")
        formatter.write_usage(ctx.command_path, "COMMAND ...", prefix="       ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show the options of `grade`, then the other commands."""
        records = [p.get_help_record(ctx) for p in self.commands["grade"].get_params(ctx)]
        with formatter.section(gettext("Options")):
            formatter.write_dl([record for record in records if record])
        rows = [
            (name, command.get_short_help_str(70))
            for name, command in sorted(self.commands.items())
            if name != "grade"
        ]
        with formatter.section(gettext("Commands")):
            formatter.write_dl(rows)


@click.group(cls=GradeByDefault)
def cli() -> None:
    """Grade PyTorch exercises: all of them, or the units and exercises that you name.

    Examples: `python grade.py`, `python grade.py 02_creation`, `python grade.py zero_rows_`.
    """


@cli.command()
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


@cli.command()
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


@cli.command()
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


@cli.command()
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
def release(**options: Any) -> int:
    """Write a student's copy to DIR: exercises, lessons, a practice deck, no solutions."""
    from autograder.cli.release import run

    return run(**options)


@cli.command()
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of what is said.")
def doctor(**options: Any) -> int:
    """Look at this machine: what it offers, what is missing, and what that means."""
    from autograder.cli.doctor import run

    return run(**options)


@cli.command()
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


@cli.command()
@click.argument("exercise", shell_complete=complete_names)
@click.option("--level", type=int, metavar="N", help="This hint, not the next one.")
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of the hint.")
def hint(**options: Any) -> int:
    """Show a hint for an exercise: each time the next, the gentlest first."""
    from autograder.cli.hint import run

    return run(**options)


@cli.command()
@click.argument("name", metavar="UNIT | EXERCISE", shell_complete=complete_names)
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of the lesson.")
def explain(**options: Any) -> int:
    """Show what the lesson says about an exercise, or about a unit."""
    from autograder.cli.explain import run

    return run(**options)


@cli.command()
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of what is said.")
def progress(**options: Any) -> int:
    """Show what is solved and what opens next, by the last gradings."""
    from autograder.cli.progress import run

    return run(**options)


@cli.command()
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of what is said.")
def start(**options: Any) -> int:
    """Begin: see whether all is installed, what to read first, and where to write."""
    from autograder.cli.start import run

    return run(**options)


@cli.command()
@click.argument("exercise", shell_complete=complete_names)
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of what is said.")
def reset(**options: Any) -> int:
    """Put the stub of an exercise back; your file is kept beside it."""
    from autograder.cli.reset import run

    return run(**options)


@cli.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(**options: Any) -> int:
    """Print a script that lets a shell complete names.

    Use it as in `source <(python grade.py completion bash)`.
    """
    from autograder.cli.complete import run

    return run(**options)


for _name in ("check", "deck", "release"):  # for instructors: a student's copy has none of them
    if find_spec(f"autograder.cli.{_name}") is None:
        del cli.commands[_name]


def main() -> None:
    """Run the command line and exit with its code: 0 passed, 1 to fix, 2 a fault, 130 stopped."""
    for name in ("SIGTERM", "SIGHUP"):  # as Ctrl-C: what was graded is told, no process stays
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
    keep_interrupts()
    say = language(asked_language(sys.argv[1:]))
    speak(cli, say)
    try:
        code = cli.main(
            prog_name="python grade.py", standalone_mode=False, complete_var="_TORCH_KATA_COMPLETE"
        )
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except (click.ClickException, SaidError) as error:
        click.echo(_sentence(error, say), err=True)
        code = CALLER
    except (KeyboardInterrupt, click.Abort):
        click.echo("\n" + say(N_("Stopped.")), err=True)
        code = INTERRUPTED
    except OSError as error:
        code = _unwritable(error, say)
    except Exception as error:
        click.echo(_fault(error, say), err=True)
        code = CALLER
    sys.exit(code if isinstance(code, int) else 0)


def _unwritable(error: OSError, say: Language) -> int:
    """Whoever read the output has gone, or it can hold no more: nothing more is written to it."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - for good
    if isinstance(error, BrokenPipeError):
        return INTERRUPTED
    where = f"{error.filename}: " if error.filename else ""
    why = where + system_error(error).said(say)
    click.echo(say(N_("Something cannot be read or written: {error}."), error=why), err=True)
    return CALLER


def _fault(error: Exception, say: Language) -> str:
    """A fault of the kit in one sentence, with its place for whoever mends it."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    said = f"{type(error).__name__}: {error}".splitlines()[0]
    sentence = N_("The kit failed: {error} ({file}, line {line}). Please report it.")
    return say(sentence, error=said, file=frame.filename, line=frame.lineno)


def _sentence(error: click.ClickException | SaidError, say: Language) -> str:
    if isinstance(error, SaidError):
        return error.said(say)
    if isinstance(error, click.UsageError):
        return usage_sentence(error, say)
    return error.format_message()
