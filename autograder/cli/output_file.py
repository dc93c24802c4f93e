"""Writing to the file that a user names."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.language import N_, SaidError, system_error


def writable(name: str) -> Path:
    """A file that can be written; raises SaidError before any work is done."""
    path = Path(name)
    if path.is_dir():
        raise SaidError(N_("{name} is a folder; name a file."), name=name)
    existed = path.exists()
    try:
        with path.open("a", encoding="utf-8"):
            pass
        if not existed:
            path.unlink()
    except OSError as error:
        raise SaidError(
            N_("{name} cannot be written: {error}."), name=name, error=system_error(error)
        ) from error
    return path


def write_text(text: str, target: Path | None) -> None:
    """Write a report to a file, or to stdout where there is none; else as `write_bytes`."""
    if target is None:
        click.echo(text, nl=False)
    else:
        write_bytes(text.encode(), target)


def write_bytes(data: bytes, target: Path) -> None:
    """Write a file; where that fails, what it held before is still there."""
    try:
        if target.exists() and not target.is_file():  # a pipe, a device
            target.write_bytes(data)
        else:
            _replace(target.resolve(), data)
    except OSError as error:
        raise SaidError(
            N_("{name} cannot be written: {error}."), name=target, error=system_error(error)
        ) from error


def _replace(target: Path, data: bytes) -> None:
    whole = target.with_name(f".{target.name}.new")
    try:
        whole.write_bytes(data)
        whole.replace(target)
    except OSError:
        whole.unlink(missing_ok=True)
        raise
