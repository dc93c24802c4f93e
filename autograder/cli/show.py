"""`python grade.py show`: what came of one student of a class, out of the folder of results."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from shlex import quote

from rich.console import Console

from autograder.batch.ledger import NAME, open_ledger
from autograder.batch.record import read_student
from autograder.batch.roster import Person, Roster, folded
from autograder.cli.exits import PASSED
from autograder.grading.class_record import ClassRecord, StudentResult
from autograder.harmless import tamed
from autograder.language import N_, SaidError, language, preferred
from autograder.reports.student_page import failed_names, render_student


def run(
    *, student: str, exercises: Sequence[str], results: str, everything: bool, lang: str | None
) -> int:
    """Print the page of a student; returns the exit code. Raises SaidError."""
    facts, result = _found(Path(results), student)
    failed = failed_names(result)
    unknown = [name for name in exercises if name not in {e.name for e in facts.exercises}]
    if unknown:
        raise SaidError(N_("The class was not graded on {name}."), name=unknown[0])
    say = language(lang or preferred())
    explain = exercises or (failed if everything or len(failed) == 1 else ())
    console = Console(highlight=False)
    console.print(render_student(facts, result, say, explain=explain), crop=False)
    if failed and not explain:
        called = f"python grade.py show {quote(result.student)} --results {quote(results)}"
        console.print(tamed(f"\nExplained: {called} --all, or name exercises."), soft_wrap=True)
    return PASSED


def _found(folder: Path, called: str) -> tuple[ClassRecord, StudentResult]:
    """The student who is called so, by login, number, email or name; raises SaidError."""
    with open_ledger(folder / NAME, must_exist=True) as ledger:
        _, students = ledger.read_class()
    people = Roster(tuple(map(_person, students)))
    person = people.find(called)
    namesakes = [p.student for p in people.people if folded(called) in p.handles]
    if person is None and len(namesakes) > 1:
        sentence = N_("Several are called {name}: {students}. Name one of these.")
        raise SaidError(sentence, name=called, students=", ".join(namesakes[:5]))
    if person is None:
        raise SaidError(
            N_("{folder} has nobody called {name}.{close}"),
            folder=folder,
            name=called,
            close=_close(called, people),
        )
    facts, result = read_student(folder, person.student)
    if result is None:
        sentence = N_("{name} is not graded yet. Run `python grade.py batch` again to go on.")
        raise SaidError(sentence, name=person.student)
    return facts, result


def _person(student: StudentResult) -> Person:
    calls = (student.student, student.name, student.email, student.identifier, *student.handles)
    return Person(
        student.student,
        student.name,
        student.email,
        student.identifier,
        frozenset(folded(call) for call in calls if call),
    )


def _close(called: str, people: Roster) -> str:
    """Who may be meant, as the end of a sentence."""
    calls = {folded(call): p.student for p in people.people for call in (p.student, p.name) if call}
    close = get_close_matches(folded(called), calls, n=3, cutoff=0.6)
    parts = [name for name in calls if folded(called) in name][:3]
    found = list(dict.fromkeys(calls[name] for name in [*parts, *close]))[:3]
    return f" Did you mean {', '.join(found)}?" if found else ""
