"""The mutants of a reference: every small change that an operator proposes, as a whole file."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.mutation.calls import CALLS
from autograder.mutation.edits import Operator, Text
from autograder.mutation.expressions import EXPRESSIONS
from autograder.mutation.statements import STATEMENTS

EQUIVALENT = "EQUIVALENT"
_MARKS = ("alternative", "misconception")
_TABLE: dict[type[ast.AST], tuple[tuple[str, Operator], ...]] = (
    EXPRESSIONS | STATEMENTS | {ast.Call: CALLS}
)


@dataclass(frozen=True)
class Mutant:
    """One changed reference: by which operator, on which line, and the whole text."""

    operator: str
    line: int
    before: str
    after: str
    source: str

    @property
    def diff(self) -> str:
        """What was changed, as a diff of the lines."""
        return f"-{self.before}\n+{self.after}"

    @property
    def key(self) -> str:
        """Its name where the reference file declares it equivalent: the line as it is now."""
        return " ".join(self.after.split())


def submission_of(source: str) -> str:
    """A reference file as a submission: without alternatives, misconceptions and declarations.

    What is left keeps its line.
    """
    lines = source.splitlines(keepends=True)
    for node in ast.parse(source).body:
        if _is_marked(node) or _is_ours(node):
            first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
            lines[first - 1 : node.end_lineno] = ["\n"] * ((node.end_lineno or first) - first + 1)
    return "".join(lines)


def without_marks(source: str) -> str:
    """A reference file of which every solution can be loaded by name: nothing marks them.

    What is left keeps its line.
    """
    lines = source.splitlines(keepends=True)
    for node in ast.parse(source).body:
        spans = [(node.lineno, node.end_lineno)] if _is_ours(node) else []
        if _is_marked(node):
            spans = [(d.lineno, d.end_lineno) for d in getattr(node, "decorator_list", [])]
        for first, last in spans:
            lines[first - 1 : last] = ["\n"] * ((last or first) - first + 1)
    return "".join(lines)


def mutants_of(source: str, names: frozenset[str]) -> list[Mutant]:
    """All mutants of the definitions called `names`, and of what they use, without repetition."""
    kept = submission_of(source)
    text = Text(kept)
    tree = ast.parse(kept)
    original = ast.dump(tree)
    found: dict[str, Mutant] = {}
    for definition in _reachable(tree, names):
        for operator, changed in _changed(text, definition):
            try:
                mutated = ast.dump(ast.parse(changed))
            except SyntaxError:
                continue
            if mutated != original and mutated not in found:
                found[mutated] = _mutant(operator, kept, changed)
    return list(found.values())


def _changed(text: Text, definition: ast.stmt) -> Iterator[tuple[str, str]]:
    for node in _mutable(definition):
        for name, operator in _TABLE.get(type(node), ()):
            for target, new in operator(node):
                yield name, text.replaced(target, new)
        for decorator in getattr(node, "decorator_list", []):
            yield "dropped decorator", _without_decorator(text, decorator)


def _without_decorator(text: Text, decorator: ast.expr) -> str:
    lines = text.source.splitlines(keepends=True)
    line = lines[decorator.lineno - 1]
    indent = line[: len(line) - len(line.lstrip())]
    lines[decorator.lineno - 1] = f"{indent}# {line.lstrip()}"
    return "".join(lines)


def _mutant(operator: str, before: str, after: str) -> Mutant:
    old, new = before.splitlines(), after.splitlines()
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    blocks = [block for block in matcher.get_opcodes() if block[0] != "equal"]
    first, last = blocks[0], blocks[-1]
    return Mutant(
        operator,
        first[1] + 1,
        "\n-".join(old[first[1] : last[2]]),
        "\n+".join(new[first[3] : last[4]]),
        after,
    )


def _is_marked(node: ast.stmt) -> bool:
    decorators = getattr(node, "decorator_list", [])
    names = [d.func if isinstance(d, ast.Call) else d for d in decorators]
    return any(isinstance(name, ast.Name) and name.id in _MARKS for name in names)


def _is_ours(node: ast.stmt) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module == "autograder"
    return isinstance(node, ast.Assign | ast.AnnAssign) and EQUIVALENT in _defined(node)


def _defined(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    targets = [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [])
    return {t.id for target in targets for t in ast.walk(target) if isinstance(t, ast.Name)}


def _reachable(tree: ast.Module, names: frozenset[str]) -> list[ast.stmt]:
    """The definitions that `names` need, themselves included, in the order of the file."""
    wanted, chosen = set(names), list[ast.stmt]()
    while True:
        new = [node for node in tree.body if node not in chosen and _defined(node) & wanted]
        if not new:
            return [node for node in tree.body if node in chosen]
        chosen += new
        for node in new:
            wanted |= {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}


def _mutable(node: ast.AST) -> Iterator[ast.AST]:
    """The node and what lies below it, without annotations, docstrings and messages."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    yield node
    if isinstance(node, ast.Raise | ast.JoinedStr | ast.Assert):
        return
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _mutable(child)
