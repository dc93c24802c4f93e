"""Operators on statements: deleted ones, dropped contexts, other branches, in place or not."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.mutation.edits import Operator, Proposal, copied, text_of
from autograder.mutation.expressions import ARITHMETIC

_IN_PLACE = (ast.Add, ast.Sub, ast.Mult, ast.Div)


def deleted(node: ast.stmt) -> Iterator[Proposal]:
    """Nothing in the place of a statement that does something; what it was stands beside."""
    yield node, f"pass  # {text_of(node).splitlines()[0]}"


def deleted_stores(node: ast.Assign) -> Iterator[Proposal]:
    """No write into an attribute or an element."""
    if isinstance(node.targets[0], ast.Attribute | ast.Subscript):
        yield from deleted(node)


def into_in_place(node: ast.Assign) -> Iterator[Proposal]:
    """`x += y` for `x = x + y`."""
    value = node.value
    target = text_of(node.targets[0])
    if not isinstance(value, ast.BinOp) or not isinstance(value.op, _IN_PLACE):
        return
    if text_of(value.left) == target:
        yield node, text_of(ast.AugAssign(ast.Name(target), value.op, value.right))


def out_of_in_place(node: ast.AugAssign) -> Iterator[Proposal]:
    """`x = x + y` for `x += y`, and the inverse operation."""
    left = text_of(node.target)
    value = ast.BinOp(ast.Name(left), node.op, node.value)
    yield node, f"{left} = {text_of(value)}"
    if other := ARITHMETIC.get(type(node.op)):
        yield node, text_of(copied(node, op=other()))


def dropped_contexts(node: ast.With) -> Iterator[Proposal]:
    """The body of a `with` without what it holds open."""
    for item in node.items:
        if item.optional_vars is None:
            what = text_of(item.context_expr)
            yield item.context_expr, f"__import__('contextlib').nullcontext({what!r})"


def turned_tests(node: ast.If | ast.While) -> Iterator[Proposal]:
    """The other branch."""
    yield node.test, f"not ({text_of(node.test)})"


def turned_filters(node: ast.comprehension) -> Iterator[Proposal]:
    """A comprehension that keeps what it should leave out."""
    for test in node.ifs:
        yield test, f"not ({text_of(test)})"


def other_error(node: ast.Raise) -> Iterator[Proposal]:
    """Another type of error."""
    yield from deleted(node)
    raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    if isinstance(raised, ast.Name):
        yield raised, "KeyError" if raised.id != "KeyError" else "ValueError"


def early_returns(node: ast.If) -> Iterator[Proposal]:
    """A guard that does not return."""
    for inner in node.body:
        if isinstance(inner, ast.Return | ast.Continue | ast.Break):
            yield from deleted(inner)


STATEMENTS: dict[type[ast.AST], tuple[tuple[str, Operator], ...]] = {
    ast.Expr: (("deleted statement", deleted),),
    ast.Delete: (("deleted statement", deleted),),
    ast.Assign: (
        ("deleted statement", deleted_stores),
        ("in place for copy", into_in_place),
    ),
    ast.AugAssign: (
        ("deleted statement", deleted),
        ("copy for in place", out_of_in_place),
    ),
    ast.With: (("dropped context", dropped_contexts),),
    ast.If: (("other branch", turned_tests), ("deleted statement", early_returns)),
    ast.While: (("other branch", turned_tests),),
    ast.comprehension: (("other branch", turned_filters),),
    ast.Raise: (("other error", other_error),),
}
