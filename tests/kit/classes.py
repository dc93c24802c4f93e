"""Classes of made-up students: who hands in what, in realistic proportions, with true verdicts.

    python tests/kit/classes.py FOLDER [--students N] [--seed N] [--form FORM] [--unit NAME]...

Writes the submissions to FOLDER; beside it, `roster.csv` and, with what is true, `truth.json`.
"""

import argparse
import json
import math
import sys
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

if __package__ is None and __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from class_work import Pool, Work
from handwriting import rewritten

from autograder.exercise import House
from autograder.lesson import POINTS_A_STAR

GIVEN = (
    "Ada", "Bilal", "Chiara", "Dmitri", "Eszter", "Fatima", "Gwen", "Hiro", "Ines", "Jakub",
    "Kofi", "Lucía", "Mei", "Niamh", "Oluwaseun", "Priya", "Quentin", "Rosa", "Søren", "Thandi",
    "Uma", "Viktor", "Wanjiru", "Xiaoyu", "Yara", "Zoë", "婷", "伟", "Anh", "Noor",
)  # fmt: skip
FAMILY = (
    "Abebe", "Brandt", "Castillo", "Dubois", "Eze", "Ferrari", "García", "Haddad", "Ivanova",
    "Jensen", "Kowalski", "Lindqvist", "Müller", "Nguyen", "O'Brien", "Petrova", "Qureshi",
    "Rossi", "Sato", "Tanaka", "Ueda", "Varga", "Wang", "Xu", "Yilmaz", "Zhang", "van der Berg",
    "Smith-Jones", "王", "李",
)  # fmt: skip
# Of what is handed in and wrong, half are known mistakes, the commonest of an exercise first.
HANDS = 16  # ways in which the same solution is written down
WRONG = {"misconception": 0.55, "mutant": 0.2, "stub": 0.15, "broken": 0.1}


@dataclass(frozen=True)
class Student:
    """One student: what they handed in by the path of the exercise, and what is known of them."""

    name: str
    login: str
    identifier: str
    work: dict[str, Work]
    late: bool = False
    copied_from: str = ""
    before: dict[str, Work] | None = None

    @property
    def email(self):
        """Their address."""
        return f"{self.login}@example.edu"

    @property
    def files(self):
        """The texts that are there, by path."""
        return {path: work.text for path, work in self.work.items() if work.text is not None}

    @property
    def missing(self):
        """Whether they handed nothing in."""
        return not self.work


@dataclass(frozen=True)
class Class:
    """A class, with the paths of the exercises that it was given."""

    paths: tuple[str, ...]
    students: tuple[Student, ...]

    def truth(self):
        """What is true, as plain data: of each student and exercise whether it passes, and why."""
        return {
            student.login: {
                path: {
                    "kind": work.kind,
                    "passes": work.passes,
                    "verdict": str(work.verdict) if work.verdict else "",
                    "mistake": work.mistake,
                }
                for path, work in student.work.items()
            }
            for student in self.students
        }


def make_class(
    count, *, seed=1, units=(), house=None, copies=0.03, missing=0.03, hostile=0.01, late=0.08
):
    """Make a class of `count` students; the same arguments make the same class.

    `copies`, `missing`, `hostile` and `late` are the shares of students who copied somebody's work
    under other names, handed in nothing, ended or blocked Python in one file, and were late.
    """
    house = house or House()
    chosen = [e for e in house.exercises if not units or e.unit in units]
    pools = {e.path: Pool(house, e) for e in chosen}
    stars = {e.path: _stars(house, e) for e in chosen}
    random = Random(seed)
    students = []
    for number in range(count):
        name, login = _called(number, random)
        identifier = f"{4_100_000 + number * 37}"
        copied_from = ""
        if random.random() < missing:
            work = {}
        elif students and random.random() < copies:
            source = random.choice(students)
            copied_from = source.login if source.work else ""
            work = {path: _copied(each, random) for path, each in source.work.items()}
        else:
            work = _work(pools, stars, random)
        if work and random.random() < hostile:
            path = random.choice(list(work))
            work[path] = random.choice(pools[path].hostile)
        is_late = bool(work) and random.random() < late
        before = _work(pools, stars, random) if work and random.random() < late else None
        students.append(Student(name, login, identifier, work, is_late, copied_from, before))
    return Class(tuple(pools), tuple(students))


def _stars(house, exercise):
    section = house.lesson(exercise.unit).section(exercise.name)
    return section.points / POINTS_A_STAR if section else 1


def _called(number, random):
    given, family = random.choice(GIVEN), random.choice(FAMILY)
    return f"{given} {family}", f"student{number:04d}"


def _work(pools, stars, random):
    """What one student hands in: right as often as they are able, up to where they stopped."""
    ability = random.gauss(1.9, 1.2)
    reached = len(pools) if random.random() < 0.75 else random.randrange(1, len(pools) + 1)
    work = {}
    for number, (path, pool) in enumerate(pools.items()):
        chance = 1 / (1 + math.exp(0.5 * (stars[path] - 1) - ability))
        if number >= reached:
            work[path] = pool.stub
        elif random.random() < chance:
            work[path] = _in_own_hand(random.choice(pool.right), random)
        else:
            work[path] = _wrong(pool, random)
    return work


def _wrong(pool, random):
    kind = random.choices(list(WRONG), list(WRONG.values()))[0]
    if kind == "stub":
        return pool.stub
    choices = {"misconception": pool.mistaken, "mutant": pool.mutated, "broken": pool.broken}
    found = choices[kind] or pool.mistaken
    weights = [1 / (rank + 1) for rank in range(len(found))]
    work = random.choices(found, weights if kind != "mutant" else None)[0]
    return _in_own_hand(work, random) if kind != "broken" else work


def _in_own_hand(work, random):
    return replace(work, text=_written(work.text, random.randrange(HANDS), results=True))


def _copied(work, random):
    """The same under other names, where that can be read at all."""
    if work.kind in ("broken", "stub"):
        return work
    return replace(work, text=_written(work.text, random.randrange(HANDS), results=False))


@cache
def _written(text, hand, *, results):
    return rewritten(text, Random(hand), results=results)


def main():
    """Write a class to a folder."""
    from class_forms import FORMS, write_class, write_roster

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--students", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--form", choices=FORMS, default="folders")
    parser.add_argument("--unit", action="append", default=[])
    options = parser.parse_args()
    made = make_class(options.students, seed=options.seed, units=tuple(options.unit))
    write_class(made, options.folder, options.form)
    write_roster(made, options.folder.with_name("roster.csv"))
    text = json.dumps(made.truth(), indent=1)
    options.folder.with_name("truth.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
