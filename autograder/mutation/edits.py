"""Edits of a source text: what an operator proposes, and where."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

Proposal: TypeAlias = tuple[ast.AST, str]  # the node to replace, and the text that takes its place
Operator: TypeAlias = Callable[[Any], Iterator[Proposal]]


@dataclass(frozen=True)
class Text:
    """A source text that is edited by the positions of its syntax tree (in UTF-8 bytes)."""

    source: str

    def replaced(self, node: ast.AST, new: str) -> str:
        """The text with another one in the place of `node`."""
        data = self.source.encode()
        start = self._offset(node.lineno, node.col_offset)  # type: ignore[attr-defined]
        end = self._offset(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]
        return (data[:start] + new.encode() + data[end:]).decode()

    def of(self, node: ast.AST) -> str:
        """The text of a node."""
        return ast.get_source_segment(self.source, node) or ast.unparse(node)

    def _offset(self, line: int, column: int) -> int:
        lines = self.source.encode().splitlines(keepends=True)
        return sum(len(part) for part in lines[: line - 1]) + column


def text_of(node: ast.AST) -> str:
    """A node as text that can stand where an expression stood, on one line."""
    return ast.unparse(ast.fix_missing_locations(node))


def copied(node: ast.AST, **changes: Any) -> Any:
    """The same node with other fields; what lies below is shared."""
    fields = {name: getattr(node, name) for name in node._fields if hasattr(node, name)}
    return type(node)(**(fields | changes))


def swapped(items: list[Any]) -> Iterator[list[Any]]:
    """The list with two neighbours exchanged, for each pair of them that differs."""
    for i in range(len(items) - 1):
        if ast.dump(items[i]) != ast.dump(items[i + 1]):
            yield [*items[:i], items[i + 1], items[i], *items[i + 2 :]]
