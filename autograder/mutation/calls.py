"""Operators on calls: swapped and dropped arguments, dropped methods, siblings, in place or not."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.mutation.edits import Operator, Proposal, copied, swapped, text_of

_DROPPED = {
    "abs", "bool", "clamp", "clone", "contiguous", "copy", "cos", "cpu", "cumsum", "detach",
    "double", "exp", "expand", "flatten", "flip", "float", "log", "log_softmax", "long",
    "masked_fill", "neg", "numpy", "permute", "relu", "repeat", "requires_grad_", "reshape",
    "round", "sigmoid", "softmax", "sqrt", "square", "squeeze", "t", "tanh", "to", "tolist",
    "transpose", "tril", "triu", "type", "unsqueeze", "view",
}  # fmt: skip
_REDUCING = {
    "all", "amax", "amin", "any", "argmax", "argmin", "cumsum", "flatten", "max", "mean", "min",
    "prod", "softmax", "squeeze", "std", "sum", "unbind", "var",
}  # fmt: skip
_SIBLINGS = {
    "all": "any", "amax": "amin", "any": "all", "argmax": "argmin", "ceil": "floor",
    "cos": "sin", "empty": "zeros", "eval": "train", "exp": "expm1", "floor": "ceil",
    "from_numpy": "tensor", "full": "full_like", "logical_and": "logical_or",
    "logical_or": "logical_and", "max": "min", "maximum": "minimum", "mean": "sum",
    "min": "max", "minimum": "maximum", "no_grad": "enable_grad", "ones": "zeros",
    "ones_like": "zeros_like", "rand": "randn", "randn": "rand", "reshape": "view", "sin": "cos",
    "std": "var", "sum": "mean", "tensor": "as_tensor", "train": "eval", "tril": "triu",
    "triu": "tril", "uniform_": "normal_", "var": "std", "zeros": "ones",
    "zeros_like": "ones_like",
}  # fmt: skip
_IN_PLACE = {
    "abs", "add", "addcmul", "clamp", "copy", "div", "exp", "fill", "index_fill", "masked_fill",
    "mul", "neg", "relu", "scatter", "sigmoid", "softmax", "sqrt", "squeeze", "sub", "tanh",
    "transpose", "tril", "triu", "unsqueeze", "zero",
}  # fmt: skip
_MODULES = ("torch", "F", "nn", "np", "math")


def swapped_arguments(node: ast.Call) -> Iterator[Proposal]:
    """Two neighbouring arguments exchanged."""
    for args in swapped(node.args):
        yield node, text_of(copied(node, args=args))


def dropped_keywords(node: ast.Call) -> Iterator[Proposal]:
    """A named argument left at its default."""
    for keyword in node.keywords:
        if keyword.arg is not None:
            rest = [other for other in node.keywords if other is not keyword]
            yield node, text_of(copied(node, keywords=rest))


def dropped_arguments(node: ast.Call) -> Iterator[Proposal]:
    """The axis of a reduction left out."""
    name, owner = _named(node)
    least = 1 if owner is not None and not _is_module(owner) else 2
    if name in _REDUCING and len(node.args) >= least:
        yield node, text_of(copied(node, args=node.args[:-1]))


def dropped_calls(node: ast.Call) -> Iterator[Proposal]:
    """What a conversion is called on, without the conversion."""
    name, owner = _named(node)
    if name not in _DROPPED or owner is None:
        return
    if not _is_module(owner):
        yield node, text_of(owner)
    elif node.args and not isinstance(node.args[0], ast.Starred):
        yield node, text_of(node.args[0])


def siblings(node: ast.Call) -> Iterator[Proposal]:
    """A function that is easily taken for the one that is called; in place for a copy, and back."""
    name, owner = _named(node)
    names = [_SIBLINGS[name]] if name in _SIBLINGS else []
    if owner is not None and name in _IN_PLACE and not _is_module(owner):
        names.append(f"{name}_")
    if name.endswith("_") and name[:-1] in _IN_PLACE:
        names.append(name[:-1])
    for other in names:
        func = copied(node.func, attr=other) if owner is not None else ast.Name(other)
        yield node, text_of(copied(node, func=func))


def ranges(node: ast.Call) -> Iterator[Proposal]:
    """A range that ends one earlier, or one later."""
    if _named(node)[0] in ("range", "arange") and len(node.args) in (1, 2):
        last = node.args[-1]
        for op in (ast.Sub(), ast.Add()):
            end = ast.BinOp(last, op, ast.Constant(1))
            yield node, text_of(copied(node, args=[*node.args[:-1], end]))


def _named(node: ast.Call) -> tuple[str, ast.expr | None]:
    """The name of what is called, and what it is looked up on."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr, node.func.value
    return (node.func.id if isinstance(node.func, ast.Name) else ""), None


def _is_module(owner: ast.expr) -> bool:
    root = owner
    while isinstance(root, ast.Attribute):
        root = root.value
    return isinstance(root, ast.Name) and root.id in _MODULES


CALLS: tuple[tuple[str, Operator], ...] = (
    ("swapped arguments", swapped_arguments),
    ("dropped argument", dropped_keywords),
    ("dropped argument", dropped_arguments),
    ("dropped call", dropped_calls),
    ("other function", siblings),
    ("off by one", ranges),
)
