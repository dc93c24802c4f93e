"""`python grade.py hint EXERCISE`: a hint from the lesson."""

from __future__ import annotations

import click
from rich.console import Console
from rich.markdown import Markdown

from autograder.cli.exits import PASSED
from autograder.exercise import House, HouseError
from autograder.language import N_, language, preferred


def run(*, exercise: str, level: int, lang: str | None) -> int:
    """Print one hint; raises click.ClickException for an exercise or a level that is not there."""
    code = lang or preferred()
    say = language(code)
    house = House()
    try:
        chosen = house.select([exercise])
        if len(chosen) != 1:
            raise HouseError(f"{exercise} is a unit; name one exercise.")
        section = house.lesson(chosen[0].unit, code).section(chosen[0].name)
    except HouseError as error:
        raise click.ClickException(str(error)) from error
    hints = section.hints if section else ()
    if not 1 <= level <= len(hints):
        raise click.ClickException(
            f"{chosen[0].name} has {len(hints)} hints; --level {level} is not one of them."
        )
    console = Console()
    title = say(N_("Hint {level} of {most}"), level=level, most=len(hints))
    console.print(f"[bold]{chosen[0].name}[/bold]  {title}")
    console.print(Markdown(hints[level - 1]))
    return PASSED
