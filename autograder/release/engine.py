"""Which of the engine's files a student's copy needs: those that replay reaches by its imports."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
# What knows the solutions, or is only for whoever marks. What only these import stays away too.
INSTRUCTORS = (
    "autograder.batch",
    "autograder.checking",
    "autograder.cli.batch",
    "autograder.cli.batch_view",
    "autograder.cli.check",
    "autograder.cli.class_deck",
    "autograder.cli.class_output",
    "autograder.cli.collect",
    "autograder.cli.collect_view",
    "autograder.cli.deck",
    "autograder.cli.instructors",
    "autograder.cli.nbgrader",
    "autograder.cli.merge",
    "autograder.cli.release",
    "autograder.cli.show",
    "autograder.cli.similar",
    "autograder.collecting",
    "autograder.grading.class_record",
    "autograder.grading.live",
    "autograder.mutation",
    "autograder.nbgrader_course",
    "autograder.oracle.reference",
    "autograder.recording",
    "autograder.release",
    "autograder.reports.class_report",
    "autograder.reports.feedback_page",
    "autograder.reports.gradebooks",
    "autograder.similarity",
)
_ENTRANCES = ("autograder", "autograder.cli.main")


def engine_modules(probes: Iterable[Path]) -> dict[str, Path]:
    """The modules that the commands for students and these files of properties import, by name.

    Also those that are imported inside a function, or named in a string to be run in a process.
    """
    known = dict(_all_modules())
    found: dict[str, Path] = {}
    waiting = [*_ENTRANCES]
    for file in probes:
        waiting += imports_of(file.read_text(encoding="utf-8"), known)
    while waiting:
        name = waiting.pop()
        if name in found or name not in known or _is_for_instructors(name):
            continue
        found[name] = known[name]
        waiting += imports_of(known[name].read_text(encoding="utf-8"), known)
        waiting.append(name.rpartition(".")[0])
    return dict(sorted(found.items()))


def imports_of(text: str, known: Mapping[str, Path]) -> Iterator[str]:
    """What a file imports, and which of the `known` modules it names in a string."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in known:
            yield node.value


def _all_modules() -> Iterator[tuple[str, Path]]:
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        yield ".".join(parts).removesuffix(".__init__"), path


def _is_for_instructors(name: str) -> bool:
    return any(name == hidden or name.startswith(f"{hidden}.") for hidden in INSTRUCTORS)
