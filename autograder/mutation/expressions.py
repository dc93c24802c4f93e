"""Operators on expressions: constants, comparisons, arithmetic, conditions, axes, dtypes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.mutation.edits import Operator, Proposal, copied, swapped, text_of

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div, ast.Mod: ast.FloorDiv, ast.Pow: ast.Mult,
}  # fmt: skip
_ORDERED = (ast.Sub, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.MatMult)
_DTYPES = {
    "float32": "float64", "float": "double", "float64": "float32", "double": "float",
    "int64": "int32", "long": "int", "int32": "int64", "uint8": "int16", "bool": "uint8",
}  # fmt: skip


def constants(node: ast.Constant) -> Iterator[Proposal]:
    """Another number, the other truth value, another word."""
    value = node.value
    if isinstance(value, bool):
        yield node, repr(not value)
    elif isinstance(value, int):
        yield node, repr(value + 1)
        if value > 0:
            yield node, repr(value - 1)
    elif isinstance(value, float):
        yield node, repr(value * 2 or 1.0)
    elif isinstance(value, str):
        yield node, repr(value[1:] if value.startswith("-") else f"-{value}")


def comparisons(node: ast.Compare) -> Iterator[Proposal]:
    """The bound taken in or left out, equality turned round."""
    for i, op in enumerate(node.ops):
        ops = [*node.ops[:i], _COMPARISONS[type(op)](), *node.ops[i + 1 :]]
        yield node, text_of(copied(node, ops=ops))


def arithmetic(node: ast.BinOp) -> Iterator[Proposal]:
    """The inverse operation; operands exchanged where their order matters."""
    if other := ARITHMETIC.get(type(node.op)):
        yield node, text_of(copied(node, op=other()))
    if isinstance(node.op, _ORDERED) and ast.dump(node.left) != ast.dump(node.right):
        yield node, text_of(copied(node, left=node.right, right=node.left))


def signs(node: ast.UnaryOp) -> Iterator[Proposal]:
    """A sign or a negation dropped, and the neighbour of a negative number."""
    yield node, text_of(node.operand)
    value = node.operand.value if isinstance(node.operand, ast.Constant) else None
    if isinstance(node.op, ast.USub) and isinstance(value, int):
        yield node, f"-{value + 1}"


def conditions(node: ast.BoolOp) -> Iterator[Proposal]:
    """`and` for `or`, and the other way round; one side alone."""
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield node, text_of(copied(node, op=other))
    for value in node.values:
        yield node, text_of(value)


def choices(node: ast.IfExp) -> Iterator[Proposal]:
    """The two values of a conditional expression exchanged."""
    yield node, text_of(copied(node, body=node.orelse, orelse=node.body))


def axes(node: ast.Subscript) -> Iterator[Proposal]:
    """Two indices exchanged."""
    if isinstance(node.slice, ast.Tuple):
        for elts in swapped(node.slice.elts):
            yield node.slice, text_of(copied(node.slice, elts=elts))[1:-1]


def slices(node: ast.Slice) -> Iterator[Proposal]:
    """A bound of a slice dropped."""
    for bound in ("lower", "upper", "step"):
        if getattr(node, bound) is not None:
            yield node, text_of(copied(node, **{bound: None}))


def tuples(node: ast.Tuple | ast.List) -> Iterator[Proposal]:
    """Two neighbours of a tuple or a list exchanged."""
    if not any(isinstance(item, ast.Slice) for item in node.elts):
        for elts in swapped(node.elts):
            yield node, text_of(copied(node, elts=elts))


def dtypes(node: ast.Attribute) -> Iterator[Proposal]:
    """Another width of the same kind of number."""
    if isinstance(node.value, ast.Name) and node.value.id in ("torch", "np"):
        if node.attr in _DTYPES:
            yield node, f"{node.value.id}.{_DTYPES[node.attr]}"
    elif node.attr in ("T", "mT", "data"):
        yield node, text_of(node.value)


EXPRESSIONS: dict[type[ast.AST], tuple[tuple[str, Operator], ...]] = {
    ast.Constant: (("changed constant", constants),),
    ast.Compare: (("flipped comparison", comparisons),),
    ast.BinOp: (("changed arithmetic", arithmetic),),
    ast.UnaryOp: (("dropped sign", signs),),
    ast.BoolOp: (("changed condition", conditions),),
    ast.IfExp: (("swapped branches", choices),),
    ast.Subscript: (("swapped axes", axes),),
    ast.Slice: (("dropped bound", slices),),
    ast.Tuple: (("swapped items", tuples),),
    ast.List: (("swapped items", tuples),),
    ast.Attribute: (("other dtype", dtypes),),
}
