"""`python grade.py`: all of its commands in one, and what is said when one fails."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from importlib.util import find_spec

import click

from autograder.cli.exits import CALLER, INTERRUPTED
from autograder.cli.group import GradeByDefault
from autograder.cli.interrupts import keep_interrupts
from autograder.cli.students import students
from autograder.cli.usage import asked_language, speak, usage_sentence
from autograder.language import N_, Language, SaidError, language, system_error


@click.group(cls=GradeByDefault)
def cli() -> None:
    """Grade PyTorch exercises: all of them, or the units and exercises that you name.

    Examples: `python grade.py`, `python grade.py 02_creation`, `python grade.py zero_rows_`.
    """


cli.commands.update(students.commands)
if find_spec("autograder.cli.instructors") is not None:  # a student's copy has none of them
    from autograder.cli.instructors import instructors

    cli.commands.update(instructors.commands)


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
