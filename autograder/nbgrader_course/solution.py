"""A solution cell: the stub, with the reference between the marks that nbgrader cuts out."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
_Function = ast.FunctionDef | ast.ClassDef


def marked_solution(stub: str, reference: str) -> str:
    """The stub's text with what the reference does in the place of every `raise`.

    What the reference needs besides (imports, helpers, further methods) stands in the last place,
    so that nothing is left of it where the marks are cut out.
    """
    wanted, known = ast.parse(stub), _Reference(reference)
    lines = stub.split("\n")
    places: list[tuple[ast.Raise, list[str]]] = []
    needed: list[ast.AST] = []
    for node in wanted.body:
        if not isinstance(node, _Function):
            continue
        answer = known.definition(node.name)
        needed.append(answer)
        found = [(place, known.body(of)) for place, of in _open_places(node, answer)]
        if isinstance(node, ast.ClassDef) and isinstance(answer, ast.ClassDef):
            found[-1][1].extend(known.further_methods(node, answer))
        places += found
    if places:
        places[-1][1].extend(known.needs(needed, _bound(wanted.body)))
    for place, answer_lines in reversed(places):
        indent = " " * place.col_offset
        end = place.end_lineno or place.lineno
        lines[place.lineno - 1 : end] = [indent + BEGIN, *answer_lines, indent + END]
    return "\n".join(lines)


def _open_places(stub: _Function, answer: _Function) -> Iterator[tuple[ast.Raise, ast.FunctionDef]]:
    """Where the stub raises, and the function of the reference that does the work there."""
    if isinstance(stub, ast.FunctionDef) and isinstance(answer, ast.FunctionDef):
        for statement in stub.body:
            if isinstance(statement, ast.Raise):
                yield statement, answer
    elif isinstance(answer, ast.ClassDef):
        methods = {m.name: m for m in answer.body if isinstance(m, ast.FunctionDef)}
        for inner in stub.body:
            if isinstance(inner, ast.FunctionDef):
                yield from _open_places(inner, methods[inner.name])


@dataclass
class _Reference:
    """The reference's file; lines that it gives are indented as they stand there."""

    text: str
    tree: ast.Module = field(init=False)

    def __post_init__(self) -> None:
        self.tree = ast.parse(self.text)

    def definition(self, name: str) -> _Function:
        return next(n for n in self.tree.body if isinstance(n, _Function) and n.name == name)

    def body(self, function: ast.FunctionDef) -> list[str]:
        first = function.body[0]
        if ast.get_docstring(function) is not None:
            first = function.body[1]
        return self._lines(first.lineno, function.end_lineno)

    def further_methods(self, stub: ast.ClassDef, answer: ast.ClassDef) -> list[str]:
        there = {m.name for m in stub.body if isinstance(m, ast.FunctionDef)}
        further = [m for m in answer.body if isinstance(m, _Function) and m.name not in there]
        return [line for method in further for line in ("", *self._whole(method))]

    def needs(self, nodes: Iterable[ast.AST], given: set[str]) -> list[str]:
        """The top of the file as far as the nodes need it, but for what is `given`."""
        makers = {name: node for node in self.tree.body for name in _bound([node])}
        names, pending, found = set(given), list(nodes), set[str]()
        while pending:
            for name in sorted(_used(pending.pop()) - names):
                names.add(name)
                if name in makers:
                    found.add(name)
                    pending.append(makers[name])
        own = {id(node) for node in nodes}
        tops = [(node, _bound([node]) & found) for node in self.tree.body if id(node) not in own]
        lines = [line for node, bound in tops if bound for line in self._top(node, bound)]
        return ["", "", *lines] if lines else []

    def _top(self, node: ast.stmt, names: set[str]) -> list[str]:
        if isinstance(node, ast.Import | ast.ImportFrom):
            kept = [a for a in node.names if (a.asname or a.name.split(".")[0]) in names]
            node.names = kept
            return [ast.unparse(node)]
        return ["", "", *self._whole(node)]

    def _whole(self, node: ast.stmt) -> list[str]:
        decorators = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
        return self._lines(first, node.end_lineno)

    def _lines(self, first: int, last: int | None) -> list[str]:
        return self.text.split("\n")[first - 1 : last]


def _bound(nodes: Iterable[ast.stmt]) -> set[str]:
    """The names that statements at the top of a file give a value."""
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            found |= {alias.asname or alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, _Function):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return found


def _used(node: ast.AST) -> set[str]:
    """The names that a node reads when it runs: not those in the annotations of a function."""
    found: set[str] = set()
    pending = [node]
    while pending:
        inner = pending.pop()
        if isinstance(inner, ast.Name):
            found.add(inner.id)
        if isinstance(inner, ast.FunctionDef):
            pending += [*inner.body, *inner.decorator_list, *inner.args.defaults]
            pending += [value for value in inner.args.kw_defaults if value is not None]
        else:
            pending += ast.iter_child_nodes(inner)
    return found
