"""What is said of a call that cannot be understood, and of help, in the caller's language."""

from __future__ import annotations

import gettext
import inspect
import os
from collections.abc import Iterator, Sequence

import click

from autograder.language import DOMAIN, LOCALES, N_, Language, preferred

# Click's own words in help, as it looks them up by gettext.
CLICKS_OWN = (
    N_("Usage:"),
    N_("Usage: "),
    N_("Options"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("default: {default}"),
    N_("required"),
)


def asked_language(arguments: Sequence[str]) -> str:
    """The language that a command line asks for, before it is understood; else the preferred."""
    for word, following in zip(arguments, [*arguments[1:], ""], strict=False):
        asked = following if word == "--lang" else word.removeprefix("--lang=")
        if asked in ("en", "zh") and word.startswith("--lang"):
            return asked
    return preferred()


def speak(group: click.Group, say: Language) -> None:
    """Let help of all commands be in a language: what click says itself, and what we say."""
    os.environ["LANGUAGE"] = say.code
    gettext.bindtextdomain(DOMAIN, str(LOCALES))
    gettext.textdomain(DOMAIN)
    for one in _helped(group):
        one.help = say(inspect.cleandoc(one.help or ""))


def helps(group: click.Group) -> set[str]:
    """Every sentence of the help of all commands, as it is looked up."""
    return {inspect.cleandoc(one.help) for one in _helped(group) if one.help}


def _helped(command: click.Command) -> Iterator[click.Command | click.Option]:
    yield command
    yield from (param for param in command.params if isinstance(param, click.Option))
    if isinstance(command, click.Group):
        for below in command.commands.values():
            yield from _helped(below)


def usage_sentence(error: click.UsageError, say: Language) -> str:
    """What is wrong with a call, in one sentence, and where help is."""
    return misuse(error, say) + say(N_(" Try: python grade.py --help"))


def misuse(error: click.UsageError, say: Language) -> str:
    """What is wrong with a call, in one sentence."""
    if isinstance(error, click.NoSuchOption):
        close = say(N_(" or ")).join(sorted(error.possibilities or ()))
        said = say(N_("No such option: {name}."), name=error.option_name)
        return said + (say(N_(" Did you mean {close}?"), close=close) if close else "")
    if isinstance(error, click.BadOptionUsage):
        return say(N_("{name} needs a value."), name=error.option_name)
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
        return say(N_("{name} is missing."), name=name)
    if isinstance(error, click.BadParameter) and error.param is not None:
        return _bad_value(error, error.param, say)
    command = error.ctx.info_name if error.ctx is not None else ""
    return say(N_("That is more than {command} takes."), command=command or "grade.py")


def _bad_value(error: click.BadParameter, param: click.Parameter, say: Language) -> str:
    name = param.opts[-1]
    if isinstance(param.type, click.Choice):
        return say(
            N_("{name} is one of {choices}."), name=name, choices=", ".join(param.type.choices)
        )
    if isinstance(error, OutOfRange):
        facts = {"name": name, "least": error.least, "most": error.most}
        return say(N_("{name} is a whole number from {least} to {most}."), **facts)
    if param.type is click.INT:
        return say(N_("{name} is a whole number."), name=name)
    return error.message


class OutOfRange(click.BadParameter):
    """A whole number that is too small or too large."""

    def __init__(self, least: int, most: int, ctx: click.Context, param: click.Parameter) -> None:
        super().__init__(f"not from {least} to {most}", ctx, param)
        self.least = least
        self.most = most
