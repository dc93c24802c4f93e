"""A solution in another hand: other names for what is local, results kept before they are returned.

What it does stays the same: parameters, attributes and what is defined outside keep their names.
"""

import ast

NAMES = ("out", "value", "tmp", "res", "data", "acc", "total", "item", "cur", "part", "buf", "val")
REMARKS = ("", "", "# done\n", "# my solution\n", "# works on my machine\n")


def rewritten(text, random, *, results=True):
    """The same program as somebody else would write it down.

    Without `results` only names and remarks change: what is left when a copy is disguised.
    """
    tree = ast.parse(text)
    for function in [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]:
        inner = [n for n in ast.walk(function) if n is not function and _opens_scope(n)]
        if not inner:
            if results and random.random() < 0.5:
                _keep_results(function)
            _rename(function, random)
    written = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
    return random.choice(REMARKS) + written


def _opens_scope(node):
    return isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda | ast.AsyncFunctionDef)


def _keep_results(function):
    """`result = ...` and `return result` for the last `return ...`."""
    last = function.body[-1]
    if isinstance(last, ast.Return) and not isinstance(last.value, ast.Name | type(None)):
        kept = ast.Assign([ast.Name("result", ast.Store())], last.value)
        function.body[-1:] = [kept, ast.Return(ast.Name("result", ast.Load()))]


def _rename(function, random):
    names = [n for n in ast.walk(function) if isinstance(n, ast.Name)]
    used = {n.id for n in names} | {a.arg for a in ast.walk(function) if isinstance(a, ast.arg)}
    shared = {
        name
        for node in ast.walk(function)
        if isinstance(node, ast.Global | ast.Nonlocal)
        for name in node.names
    }
    parameters = {a.arg for a in ast.walk(function.args) if isinstance(a, ast.arg)}
    local = {n.id for n in names if isinstance(n.ctx, ast.Store)} - shared - parameters
    free = [name for name in NAMES if name not in used]
    random.shuffle(free)
    new = dict(zip(sorted(local), free, strict=False))
    for node in names:
        node.id = new.get(node.id, node.id)
