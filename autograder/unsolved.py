"""Whether a file is still the stub: nothing but a raised NotImplementedError."""

from __future__ import annotations

import ast


def is_stub(tree: ast.Module, symbol: str) -> bool:
    """Whether the exercise, or every method of its class, only raises NotImplementedError."""
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            continue
        if node.name != symbol:
            continue
        if isinstance(node, ast.FunctionDef):
            return _only_raises(node)
        methods = [inner for inner in node.body if isinstance(inner, ast.FunctionDef)]
        return bool(methods) and all(_only_raises(method) for method in methods)
    return False


def _only_raises(function: ast.FunctionDef) -> bool:
    body = [
        s
        for s in function.body
        if not (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))
    ]
    if len(body) != 1 or not isinstance(body[0], ast.Raise):
        return False
    raised = body[0].exc.func if isinstance(body[0].exc, ast.Call) else body[0].exc
    return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"
