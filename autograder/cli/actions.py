"""The runner of GitHub Actions: what it is told, and what it must not be told by a submission."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from autograder.language import N_, Language, system_error

_MARGIN = 4096  # bytes, for what else a step writes


@dataclass(frozen=True)
class Runner:
    """A step of a job, by its environment; outside of one, nothing is told to anybody.

    It reads stdout and stderr alike; where it is `quiet`, stdout is left to somebody else.
    """

    environment: Mapping[str, str]
    say: Language
    quiet: bool = False

    @property
    def there(self) -> bool:
        """Whether this is a step of a job."""
        return self.environment.get("GITHUB_ACTIONS") == "true"

    @property
    def workspace(self) -> Path:
        """Where the repository is; here, where nobody says."""
        return Path(self.environment.get("GITHUB_WORKSPACE") or Path.cwd())

    @contextmanager
    def deaf(self) -> Iterator[None]:
        """Within, the runner obeys nothing that is printed; the word that ends it is drawn anew."""
        if not self.there:
            yield
            return
        token = secrets.token_hex(24)
        click.echo(f"::stop-commands::{token}", err=self.quiet)
        try:
            yield
        finally:
            click.echo(f"::{token}::", err=self.quiet)

    def command(self, line: str) -> None:
        """Give the runner a command."""
        if self.there:
            click.echo(line, err=self.quiet)

    def room(self, most: int) -> int:
        """How many bytes more the summary of the step can hold, of `most`."""
        name = self.environment.get("GITHUB_STEP_SUMMARY")
        try:
            used = Path(name).stat().st_size if name else 0
        except OSError:
            used = 0
        return max(0, most - used - _MARGIN)

    def summarise(self, text: str) -> None:
        """Add to the summary of the job; where that cannot be written it is said."""
        self._append("GITHUB_STEP_SUMMARY", text)

    def output(self, values: Mapping[str, object]) -> bool:
        """Give later steps values of one line each; False, and a sentence, where that fails."""
        lines = (f"{name}={value}\n" for name, value in values.items())
        return self._append("GITHUB_OUTPUT", "".join(lines))

    def _append(self, variable: str, text: str) -> bool:
        name = self.environment.get(variable)
        if not self.there or not name:
            return False
        try:
            with Path(name).open("a", encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            sentence = N_("{name} cannot be written: {error}.")
            why = system_error(error).said(self.say)
            click.echo(self.say(sentence, name=variable, error=why), err=True)
            return False
        return True
