"""What may be typed after a magic, as the command line has it."""

from __future__ import annotations

import shlex
from typing import Any

import click

from autograder.cli.options import DECK, DEVICE, EXAMPLES, SEED
from autograder.cli.usage import asked_language, misuse, speak
from autograder.language import N_, SaidError, language


def magics() -> click.Group:
    """The magics as commands, new ones each time: their help is said in one language."""
    lang = click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of what is said.")

    @click.command()
    @click.argument("names", nargs=-1, metavar="[UNIT | EXERCISE]...")
    @SEED
    @EXAMPLES
    @DEVICE
    @DECK
    @lang
    def grade(**options: Any) -> dict[str, Any]:
        """Grade exercises that cells define: those that you name, or all of them.

        `%%grade` at the top of a cell runs the cell first.
        """
        return options

    @click.command()
    @click.argument("exercise")
    @click.option("--level", type=int, metavar="N", help="This hint, not the next one.")
    @lang
    def hint(**options: Any) -> dict[str, Any]:
        """Show a hint for an exercise: each time the next, the gentlest first."""
        return options

    @click.command()
    @click.argument("name", metavar="UNIT | EXERCISE")
    @lang
    def explain(**options: Any) -> dict[str, Any]:
        """Show what the lesson says about an exercise, or about a unit."""
        return options

    @click.command()
    @click.argument("exercise")
    @click.option("--of", "most", type=float, metavar="POINTS", help="For all of it.")
    @SEED
    @EXAMPLES
    @DEVICE
    @DECK
    @lang
    def points(**options: Any) -> dict[str, Any]:
        """Grade an exercise, and give its points as the cell's value, as nbgrader reads it."""
        return options

    return click.Group("magics", commands=[grade, hint, explain, points])


def understood(magic: str, line: str) -> dict[str, Any] | None:
    """The options that a line gives; None where it asked for help. Raises SaidError."""
    say = language(asked_language(line.split()))
    group = magics()
    speak(group, say)
    command = group.commands[magic]
    try:
        words = shlex.split(line)
        found = command.main(words, prog_name=f"%{magic}", standalone_mode=False)
    except click.UsageError as error:
        raise _misused(misuse(error, say), magic) from error
    except ValueError as error:  # a quotation without its end
        raise _misused(f"{error}.", magic) from error
    return found if isinstance(found, dict) else None


def _misused(said: str, magic: str) -> SaidError:
    return SaidError(N_("{error} Try: %{magic} --help"), error=said, magic=magic)
