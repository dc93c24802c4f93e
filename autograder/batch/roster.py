"""The roster of a class: any table of people that has a header, and finding a person in it."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.language import N_, SaidError, system_error

# What columns are called, in letters and digits only, by what they hold.
_COLUMNS = {
    "login": ("login", "username", "sisloginid", "githubusername", "github", "netid", "student",
              "user", "account", "用户名", "账号"),
    "identifier": ("identifier", "idnumber", "studentid", "sisuserid", "studentnumber", "sid", "id",
                   "matriculationnumber", "matrikelnummer", "学号"),
    "email": ("email", "emailaddress", "mail", "邮箱", "电子邮件"),
    "name": ("name", "fullname", "studentname", "姓名"),
    "first": ("firstname", "givenname", "first", "名"),
    "last": ("lastname", "surname", "familyname", "last", "姓"),
}  # fmt: skip
_MOST = 16 << 20
_PARTICIPANT = re.compile(r"participant \d+")


@dataclass(frozen=True)
class Person:
    """One row: `handles` are all that they may be called by, folded."""

    student: str
    name: str = ""
    email: str = ""
    identifier: str = ""
    handles: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Roster:
    """The people of a class, by everything that one of them alone is called."""

    people: tuple[Person, ...] = ()
    _by_handle: Mapping[str, Person] = field(init=False)
    _by_letters: Mapping[str, Person] = field(init=False)

    def __post_init__(self) -> None:
        set_ = object.__setattr__
        set_(self, "_by_handle", _alone((h, p) for p in self.people for h in p.handles))
        set_(self, "_by_letters", _alone((w, p) for p in self.people for w in _spellings(p.name)))

    def find(self, *calls: str) -> Person | None:
        """The person who is called one of `calls`, the first before the others."""
        for call in calls:
            if call and (person := self._by_handle.get(folded(call))):
                return person
        for call in calls:
            if call and (person := self._by_letters.get(letters(call))):
                return person
        return next((p for call in calls if (p := self._by_part(call))), None)

    def _by_part(self, call: str) -> Person | None:
        """Whose handle begins or ends a name that says more: `hw1-ada`, `ada_final`."""
        pieces = re.split(r"([-_. ]+)", folded(call))
        parts = {"".join(pieces[:end]) for end in range(1, len(pieces), 2)}
        parts |= {"".join(pieces[start:]) for start in range(2, len(pieces), 2)}
        found = {p.student: p for part in parts if (p := self._by_handle.get(part))}
        return next(iter(found.values())) if len(found) == 1 else None


def folded(text: str) -> str:
    """A handle as it is compared."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def letters(text: str) -> str:
    """The letters and digits of a name, without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if c.isalnum())


def _alone(pairs: Iterable[tuple[str, Person]]) -> dict[str, Person]:
    """Who is called what nobody else is."""
    called: dict[str, dict[str, Person]] = defaultdict(dict)
    for call, person in pairs:
        if call:
            called[call][person.student] = person
    return {
        call: next(iter(people.values())) for call, people in called.items() if len(people) == 1
    }


def _spellings(name: str) -> set[str]:
    """A name as downloads write it: in its order, and with the last name first."""
    words = name.replace(",", " ").split()
    return {letters(name), letters("".join([*words[-1:], *words[:-1]])),
            letters("".join([*words[1:], *words[:1]]))}  # fmt: skip


def read_roster(path: Path) -> Roster:
    """The roster in a file; raises SaidError."""
    header, rows = read_table(path)
    columns = _columns(header)
    if not columns:
        raise SaidError(
            N_("{file} names nobody: its first line should hold a column like id, name or email."),
            file=path,
        )
    facts = [_facts(columns, row) for row in rows]
    facts = [f for f in facts if any(f.values()) and not _is_no_person(f)]
    chosen = _students(facts)
    twice = [student for student, often in Counter(chosen).items() if often > 1]
    if twice:
        raise SaidError(N_("{file} has {student} twice. Keep one."), file=path, student=twice[0])
    people = [_person(s, f) for s, f in zip(chosen, facts, strict=True)]
    return Roster(tuple(people))


def read_table(path: Path) -> tuple[list[str], list[list[str]]]:
    """The header and the rows of a CSV file, whatever parts its cells; raises SaidError."""
    try:
        if path.stat().st_size > _MOST:
            raise SaidError(N_("{file} is too large to be a list of students."), file=path)
        raw = path.read_bytes()
    except OSError as error:
        said = system_error(error)
        raise SaidError(N_("{file} cannot be read: {error}."), file=path, error=said) from error
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise SaidError(N_("{file} is not UTF-8 text. Save it as UTF-8."), file=path) from error
    first = text.partition("\n")[0]
    parts = max(",;\t", key=first.count)
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=parts) if row]
    except csv.Error as error:
        raise SaidError(N_("{file} cannot be read: {error}."), file=path, error=error) from error
    if not rows:
        raise SaidError(N_("{file} is empty."), file=path)
    return rows[0], rows[1:]


def _columns(header: Sequence[str]) -> list[tuple[str, int]]:
    """What each column holds, the best sources of each fact first."""
    names = [letters(name) for name in header]
    found = [
        (fact, names.index(name)) for fact, known in _COLUMNS.items() for name in known
        if name in names
    ]  # fmt: skip
    facts = {fact for fact, _ in found}
    if "student" in names and not facts & {"name", "first", "last"}:  # Canvas: it is the name
        found = [(f, n) if names[n] != "student" else ("name", n) for f, n in found]
    return found


def _facts(columns: Sequence[tuple[str, int]], row: Sequence[str]) -> dict[str, str]:
    facts: dict[str, str] = {}
    for number, (fact, place) in enumerate(columns):
        value = row[place].strip() if place < len(row) else ""
        facts.setdefault(fact, value)
        facts[fact] = facts[fact] or value
        facts[f"handle {number}"] = value
    return facts


def _is_no_person(facts: Mapping[str, str]) -> bool:
    """Canvas's line of points, and its test student."""
    return facts.get("name", "") in ("Points Possible", "Student, Test", "Test Student")


def _students(facts: Sequence[Mapping[str, str]]) -> list[str]:
    """How each is called: by the first column that tells all of them apart."""
    for fact in ("login", "identifier", "email", "name"):
        values = [f.get(fact, "") for f in facts]
        unblind = not all(_PARTICIPANT.fullmatch(folded(value)) for value in values)
        if all(values) and len(set(values)) == len(values) and unblind:
            return values
    kinds = ("login", "identifier", "email", "name", "last", "first")
    return [next((f[kind] for kind in kinds if f.get(kind)), "?") for f in facts]


def _person(student: str, facts: Mapping[str, str]) -> Person:
    name = facts.get("name") or f"{facts.get('first', '')} {facts.get('last', '')}".strip()
    if name.count(",") == 1:
        name = " ".join(part.strip() for part in reversed(name.split(",")))
    email = facts.get("email", "")
    values = [v for kind, v in facts.items() if kind.startswith("handle ")]
    handles = {folded(value) for value in [*values, student, name, email.partition("@")[0]]}
    return Person(student, name, email, facts.get("identifier", ""), frozenset(handles - {""}))
