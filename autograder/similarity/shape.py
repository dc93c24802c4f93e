"""What is left of a program when names, layout, comments and annotations are taken away."""

from __future__ import annotations

import ast
import copy
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_Defined = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Shape:
    """The digest of a program as it is compared, and of its statements with their nodes."""

    digest: bytes
    statements: tuple[tuple[bytes, int], ...] = field(compare=False)

    def nodes_beyond(self, known: Iterable[Shape]) -> int:
        """How large the part is whose statements stand in none of the `known` programs."""
        there = {digest for shape in known for digest, _ in shape.statements}
        return sum(nodes for digest, nodes in self.statements if digest not in there)


def shape_of(text: str, symbol: str) -> Shape | None:
    """The shape of a file that defines `symbol`; None where it cannot be read, or does not."""
    try:
        body = [node for node in ast.parse(text).body if not _is_nothing(node)]
        if not any(isinstance(node, _Defined) and node.name == symbol for node in body):
            return None
        kept: list[ast.stmt] = [n for n in body if isinstance(n, _Defined | ast.Assign)]
        return _shape(ast.Module(kept, []), symbol, _imported(body))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def known_shapes(text: str, symbol: str) -> Iterator[Shape]:
    """The shape of each definition in a file of solutions, as if it alone were the exercise."""
    body = ast.parse(text).body
    aliases = _imported(body)
    for node in body:
        if isinstance(node, _Defined):
            name, node.name = node.name, symbol
            own = {**aliases, name: symbol}
            yield _shape(ast.Module([node], []), symbol, own)


def _shape(module: ast.Module, symbol: str, aliases: dict[str, str]) -> Shape:
    plain = _Plain(aliases).visit(module)
    names, attributes = _own_names(plain)
    own = names - {symbol}
    statements = tuple(_statements(plain, own, attributes))
    return Shape(_digest(_Renamed(own, attributes).visit(plain)), statements)


def _statements(
    tree: ast.AST, names: set[str], attributes: set[str]
) -> Iterator[tuple[bytes, int]]:
    """Each statement for itself, of those that hold others the first line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            alone = copy.copy(node)
            for inner in ("body", "orelse", "finalbody", "handlers"):
                if hasattr(alone, inner):
                    setattr(alone, inner, [])
            alone = copy.deepcopy(alone)
            nodes = sum(1 for _ in ast.walk(alone))
            yield _digest(_Renamed(names, attributes).visit(alone)), nodes


def _digest(tree: ast.AST) -> bytes:
    return hashlib.sha256(ast.dump(tree, annotate_fields=False).encode()).digest()


def _imported(body: list[ast.stmt]) -> dict[str, str]:
    """What is imported at the top, by the name that the file has for it."""
    found: dict[str, str] = {}
    for node in body:
        if isinstance(node, ast.Import):
            found |= {(a.asname or a.name): a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {(a.asname or a.name): f"{node.module}.{a.name}" for a in node.names}
    return found


def _is_nothing(node: ast.AST) -> bool:
    """Whether a statement only remarks something."""
    remark = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return remark or isinstance(node, ast.Pass)


class _Plain(ast.NodeTransformer):
    """Takes away what says nothing about how a program works; writes imported names out."""

    def __init__(self, aliases: dict[str, str]) -> None:
        self._aliases = aliases

    def generic_visit(self, node: ast.AST) -> ast.AST:
        body = getattr(node, "body", None)
        if isinstance(body, list):
            kept = [each for each in body if not _is_nothing(each)] or [ast.Pass()]
            node.body = _returned_at_once(kept)  # type: ignore[attr-defined]
        for gone in ("returns", "annotation", "type_comment"):
            if hasattr(node, gone):
                setattr(node, gone, None)
        if isinstance(node, _Defined):
            node.decorator_list = [d for d in node.decorator_list if not _is_mark(d)]
        return super().generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST | None:
        if node.value is None:
            return None
        return self.generic_visit(ast.Assign([node.target], node.value))

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(self._aliases.get(node.id, node.id), node.ctx)


def _returned_at_once(body: list[ast.stmt]) -> list[ast.stmt]:
    """`y = ...; return y` as `return ...`."""
    match body[-2:]:
        case [ast.Assign([ast.Name(kept)], value), ast.Return(ast.Name(given))] if kept == given:
            return [*body[:-2], ast.Return(value)]
    return body


def _is_mark(decorator: ast.expr) -> bool:
    """Whether a decorator is one of those that solutions are marked with."""
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Name) and called.id in ("alternative", "misconception")


def _own_names(tree: ast.AST) -> tuple[set[str], set[str]]:
    """What the program itself gives a name: variables and definitions, and attributes."""
    names: set[str] = set()
    attributes: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, _Defined):
            names.add(node.name)
            attributes.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            attributes.add(node.attr)
    return names, attributes


class _Renamed(ast.NodeTransformer):
    """Calls what the program names by the order in which it comes."""

    def __init__(self, names: set[str], attributes: set[str]) -> None:
        self._names = names
        self._attributes = attributes
        self._new: dict[str, str] = {}

    def generic_visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.Name):
            node.id = self._called(node.id, self._names)
        elif isinstance(node, ast.arg):
            node.arg = self._called(node.arg, self._names)
        elif isinstance(node, _Defined):
            node.name = self._called(node.name, self._names)
        elif isinstance(node, ast.Attribute):
            node.attr = self._called(node.attr, self._attributes)
        return super().generic_visit(node)

    def _called(self, name: str, own: set[str]) -> str:
        return self._new.setdefault(name, f"v{len(self._new)}") if name in own else name
