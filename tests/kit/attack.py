"""Hostile and broken student files: what each says about itself, and how it is handed in."""

import re
from dataclasses import dataclass
from pathlib import Path

from autograder.child.confinement.levels import Level
from autograder.grading.verdict import Verdict

FOLDER = Path(__file__).parent / "attacks"
PAGE = Path(__file__).parents[2] / "SECURITY.md"
_TABLE = re.compile(r"(?<=\n\n)### .*?(?=\n\n## )", re.DOTALL)  # in the page
HOUSE = "/house"  # in an attack's text: where the house lies, which an attacker may well know
NEVER = {Verdict.PASSED, Verdict.KIT_ERROR}  # the second would cost no points either
_ANY = frozenset(Verdict) - NEVER
_FACT = re.compile(r"^# (held|loses|verdict|exercise|neighbour|saved): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Attack:
    """One behaviour.

    It is `held` at some levels: it gets no verdict but one of `verdicts`, an honest submission
    after it passes, and nothing of the grader's is read, changed or left behind. At other levels
    it may break only what it `loses`: "verdict", "neighbour", "secrets", "files", "processes",
    "grader". `saved` says how the file is saved, where not as plain text.
    """

    name: str
    tries: str
    text: str
    held: frozenset[Level]
    loses: frozenset[str]
    verdicts: frozenset[Verdict]
    exercise: str
    neighbour: str
    saved: str

    @property
    def lingers(self) -> bool:
        """Whether it is expected to end by the deadline, or only after a while."""
        return self.verdicts != _ANY and Verdict.TIMED_OUT in self.verdicts

    def write(self, path: Path, house: Path) -> None:
        """Save the file where a submission has it; its author knows where `house` lies."""
        path.parent.mkdir(parents=True, exist_ok=True)
        text = self.text.replace(f"{HOUSE}/", f"{house}/").replace(f'"{HOUSE}"', f'"{house}"')
        match self.saved.split():
            case ["as", "a", "folder"]:
                path.mkdir()
            case ["as", "a", "link", "to", target]:
                path.symlink_to(target.replace(HOUSE, str(house), 1))
            case ["with", "a", "zero", "byte"]:
                path.write_bytes(text.encode() + b"\0\n")
            case ["with", "20", "MB", "of", "comments"]:
                path.write_bytes(b"# long\n" * 3_000_000 + text.encode())
            case [encoding]:
                path.write_text(text, encoding=encoding)


def read(path: Path) -> Attack:
    """An attack, from its docstring and the comments below that."""
    text = path.read_text(encoding="utf-8")
    facts = dict(_FACT.findall(text))
    verdicts = {Verdict(word) for word in facts.get("verdict", "").split()}
    held = facts.get("held", "A B C").replace("nowhere", "").split()
    return Attack(
        name=path.relative_to(FOLDER).with_suffix("").as_posix(),
        tries=text.split('"""')[1],
        text=text,
        held=frozenset(Level(letter) for letter in held),
        loses=frozenset(facts.get("loses", "verdict").split(", ")),
        verdicts=frozenset(verdicts) or _ANY,
        exercise=facts.get("exercise", "add_batch"),
        neighbour=facts.get("neighbour", "add_batch"),
        saved=facts.get("saved", "utf-8"),
    )


def all_attacks() -> list[Attack]:
    """Every attack there is, by name."""
    return [read(path) for path in sorted(FOLDER.rglob("*.py"))]


def table(attacks: list[Attack]) -> str:
    """The attacks as Markdown, a table for each group: what they try, where they are held."""
    lines: list[str] = []
    for attack in attacks:
        group, name = attack.name.split("/")
        if f"### {group}" not in lines:
            lines += ["", f"### {group}", "", "| attack | tries | A | B | C |", "|-|-|-|-|-|"]
        held = " | ".join("held" if level in attack.held else "**no**" for level in Level)
        tries = " ".join(attack.tries.split()).replace("|", "\\|")
        lines.append(f"| `{name}` | {tries} | {held} |")
    return "\n".join(lines).strip()


def refreshed(page: str) -> str:
    """The page with the table as it is now."""
    return _TABLE.sub(lambda _: table(all_attacks()), page, count=1)


if __name__ == "__main__":
    PAGE.write_text(refreshed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
