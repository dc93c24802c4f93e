"""`python grade.py reset EXERCISE`: put the stub back, and keep the student's file beside it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from rich.console import Console
from rich.text import Text

from autograder.cli.exits import PASSED
from autograder.cli.named import one_exercise, relative
from autograder.cli.output_file import write_bytes
from autograder.cli.remembered import change_memory
from autograder.exercise import House
from autograder.language import N_, SaidError, language, preferred, system_error
from autograder.memory import without_hints
from autograder.stubs import pristine_stub


def run(*, exercise: str, lang: str | None) -> int:
    """Reset, say what was kept; raises SaidError where the stub is not to be had."""
    say = language(lang or preferred())
    house = House()
    chosen = one_exercise(house, exercise)
    stub = pristine_stub(house, chosen)
    target, shown = house.stub(chosen), relative(house, chosen)
    kept = _keep(target, stub)
    if kept is None and target.exists():
        said = say(N_("{file} is the stub already."), file=shown)
    else:
        _put(stub, target)
        change_memory(house, say, partial(without_hints, path=chosen.path))
        said = say(N_("{file} is the stub again."), file=shown)
        if kept is not None:
            said += " " + say(N_("What you wrote is kept in {file}."), file=kept.name)
    Console(highlight=False).print(Text(said), soft_wrap=True)
    return PASSED


def _put(stub: bytes, target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritten(target, error) from error
    write_bytes(stub, target)


def _keep(target: Path, stub: bytes) -> Path | None:
    """Copy a file to a name beside it that is new; None where there is nothing to keep."""
    try:
        written = target.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unwritten(target, error) from error
    if written == stub:
        return None
    number = 1
    while True:
        kept = target.with_name(f"{target.stem}.kept-{number}.py")
        try:
            with kept.open("xb") as file:
                file.write(written)
        except FileExistsError:
            number += 1
        except OSError as error:
            raise _unwritten(kept, error) from error
        else:
            return kept


def _unwritten(path: Path, error: OSError) -> SaidError:
    return SaidError(N_("{name} cannot be written: {error}."), name=path, error=system_error(error))
