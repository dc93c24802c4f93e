"""`python grade.py progress`: what is solved and what opens next, without grading anew."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size
from rich.console import Console, Group
from rich.text import Text

from autograder.cli.exits import PASSED
from autograder.cli.remembered import known_memory
from autograder.course import (
    Stand,
    changed_since,
    open_exercises,
    opened_by,
    solved_paths,
    standing,
)
from autograder.exercise import House
from autograder.language import N_, Language, language, preferred
from autograder.memory import Memory

_BAR = 10


def run(*, lang: str | None) -> int:
    """Print it; raises HouseError where there are no exercises."""
    say = language(lang or preferred())
    house = House()
    memory = known_memory(house, say) or Memory()
    stands = [standing(house, unit, memory, say) for unit in house.units]
    console = Console(highlight=False)
    lines = [*_rows(stands, console.width), *_summary(house, stands, memory, say)]
    console.print(Group(*lines), crop=False)  # a Group: a Text that is printed alone wraps
    return PASSED


def _rows(stands: Sequence[Stand], width: int) -> Iterator[Text]:
    """A unit a line: a bar, counts, points, and its title where there is room."""
    names = max(cell_len(stand.unit.name) for stand in stands)
    for stand in stands:
        count = len(stand.unit.exercises)
        full = _BAR * stand.solved // count if count else 0
        style = "green" if stand.solved == count else "default"
        yield Text.assemble(
            (set_cell_size(stand.unit.name, names), style),
            "  ",
            *((("█" * full, "green"), ("░" * (_BAR - full), "dim"), "  ") if width >= 60 else ()),
            f"{stand.solved}/{count}".rjust(5),
            f"{stand.points:g}/{stand.most:g}".rjust(9),
            (f"  {stand.title}", "dim"),
            no_wrap=True,
            overflow="ellipsis",
        )


def _summary(
    house: House, stands: Sequence[Stand], memory: Memory, say: Language
) -> Iterator[Text]:
    needed = [stand for stand in stands if not stand.extra]
    total = say(
        N_("{solved} of {exercises} exercises solved, {points} of {most} points"),
        solved=sum(stand.solved for stand in needed),
        exercises=sum(len(stand.unit.exercises) for stand in needed),
        points=f"{sum(stand.points for stand in needed):g}",
        most=f"{sum(stand.most for stand in needed):g}",
    )
    yield Text(f"\n{total}", style="bold")
    if memory.streak > 1:
        yield Text(say(N_("{count} solved in a row, and none broken."), count=memory.streak))
    if not memory.exercises:
        yield Text(say(N_("Nothing was graded yet. Begin with: python grade.py start")))
        return
    yield from _age(house, memory, say)
    yield from _next(house, memory, say)


def _age(house: House, memory: Memory, say: Language) -> Iterator[Text]:
    last = max(entry.when for entry in memory.exercises.values())
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(last))
    yield Text(say(N_("Last graded {when}; not a mark."), when=when), style="dim")
    changed = changed_since(house, memory)
    if changed:
        names = ", ".join(exercise.name for exercise in changed[:5])
        names += " …" if len(changed) > 5 else ""
        said = say(N_("Changed since it was graded: {names}. Grade again."), names=names)
        yield Text(said, style="yellow")


def _next(house: House, memory: Memory, say: Language) -> Iterator[Text]:
    solved = solved_paths(memory)
    following = open_exercises(house, solved)
    if not following:
        if len(solved) >= len(house.exercises):
            yield Text(say(N_("All is solved.")), style="bold green")
        return
    step = following[0]
    yield Text.assemble(
        "\n",
        (say(N_("Next: ")), "bold"),
        (f"python grade.py explain {step.name}", "cyan"),
        no_wrap=True,
        overflow="ignore",
    )
    opens = [exercise.name for exercise in opened_by(house, step, solved)]
    if opens:
        yield Text(say(N_("It opens {names}."), names=", ".join(opens)), style="dim")
