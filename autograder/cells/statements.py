"""A statement of a notebook: the names that it binds, needs and changes."""

from __future__ import annotations

import ast
import symtable
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from autograder.cells.cell import Cell, Code, code_of

_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
# A name that one of these binds may have another value still, from an earlier statement.
_PERHAPS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.Match)
_COMPOUND = (*_PERHAPS, ast.With, ast.AsyncWith)
_AT_ONCE = ("listcomp", "setcomp", "dictcomp", "genexpr")


@dataclass(frozen=True)
class Statement:
    """One statement at the top of a cell, and what it has to do with names.

    `now` are the names that it needs when it is run, `later` those that what it defines needs when
    that is called. `binds` gives it a value for good, `perhaps` only if it gets there, `deletes`
    takes it away, `changes` alters what a name stands for; what it defines `sets` a name of the
    module when it is called. `awaits` marks what only a notebook runs at its top.
    """

    cell: int
    line: int
    text: str
    node: ast.stmt
    binds: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()
    deletes: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    sets: frozenset[str] = frozenset()
    now: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    awaits: bool = False

    @property
    def is_import(self) -> bool:
        """Whether it only imports."""
        return isinstance(self.node, ast.Import | ast.ImportFrom)

    @property
    def is_star(self) -> bool:
        """Whether it binds names that it does not name."""
        return isinstance(self.node, ast.ImportFrom) and self.node.names[0].name == "*"

    @property
    def is_future(self) -> bool:
        """Whether it changes how the cells are read, from itself on."""
        return isinstance(self.node, ast.ImportFrom) and self.node.module == "__future__"

    @property
    def calls(self) -> bool:
        """Whether it only calls something, for what that does."""
        return isinstance(self.node, ast.Expr)

    @property
    def is_definition(self) -> bool:
        """Whether it is a function or a class."""
        return isinstance(self.node, _Definition)


@dataclass
class _Uses:
    now: set[str] = field(default_factory=set)
    later: set[str] = field(default_factory=set)
    sets: set[str] = field(default_factory=set)


def statements_of(cells: Sequence[Cell]) -> list[Statement]:
    """The statements of all cells, as they were run."""
    return [
        _statement(cell, code, place)
        for cell in cells
        for code in (code_of(cell),)
        for place in range(len(code.statements))
    ]


def _statement(cell: Cell, code: Code, place: int) -> Statement:
    node = code.statements[place]
    text, line = _text(code, place)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        table = symtable.symtable(text, "cell", "exec")
    targets = node.targets if isinstance(node, ast.Delete) else []
    deleted = frozenset(target.id for target in targets if isinstance(target, ast.Name))
    bound = {
        symbol.get_name()
        for symbol in table.get_symbols()
        if symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()
    }
    uses = _Uses()
    _collect(table, uses)
    needed = uses.now | (bound if isinstance(node, ast.AugAssign) else set())
    if isinstance(node, _COMPOUND):
        needed -= bound
    needed -= {inner.target.id for inner in ast.walk(node) if isinstance(inner, ast.NamedExpr)}
    bound -= deleted
    weak = isinstance(node, _PERHAPS) or _is_dotted(node)
    return Statement(
        cell=cell.number,
        line=line,
        text=text,
        node=node,
        binds=frozenset() if weak else frozenset(bound),
        perhaps=frozenset(bound) if weak else frozenset(),
        deletes=deleted,
        changes=frozenset(_changed(node)),
        sets=frozenset(uses.sets),
        now=frozenset(needed),
        later=frozenset(uses.later),
        awaits=_awaits(node),
    )


def _text(code: Code, place: int) -> tuple[str, int]:
    """The statement as it was written, and its first line: whole lines, if they are its own."""
    node = code.statements[place]
    decorators = node.decorator_list if isinstance(node, _Definition) else []
    first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
    last = node.end_lineno or node.lineno
    before = code.statements[place - 1] if place else None
    after = code.statements[place + 1] if place + 1 < len(code.statements) else None
    if (before and before.end_lineno == first) or (after and after.lineno == last):
        whole = "\n".join(code.lines)
        return ast.get_source_segment(whole, node) or ast.unparse(node), first
    return "\n".join(code.lines[first - 1 : last]), first


def _collect(table: symtable.SymbolTable, uses: _Uses, *, late: bool = False) -> None:
    """Gather the names of the module that a scope and those inside it need."""
    top = table.get_type() == "module"
    for symbol in table.get_symbols():
        name = symbol.get_name()
        if symbol.is_referenced() and (top or symbol.is_global()):
            (uses.later if late else uses.now).add(name)
        if not top and symbol.is_declared_global() and symbol.is_assigned():
            uses.sets.add(name)
    for inner in table.get_children():
        at_once = inner.get_type() == "class" or inner.get_name() in _AT_ONCE
        _collect(inner, uses, late=late or not at_once)


def _is_dotted(node: ast.stmt) -> bool:
    """Whether it is like `import torch.nn`, which adds to what `torch` has by other imports."""
    return isinstance(node, ast.Import) and any(
        "." in alias.name and alias.asname is None for alias in node.names
    )


def _changed(node: ast.stmt) -> Iterator[str]:
    """The names whose value it alters in place: `a[0] = 1`, `C.f = f`, `a.append(1)`.

    So does a decorator that is given a class: `@add_to(C)`.
    """
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        targets = list(node.targets)
    elif isinstance(node, ast.AugAssign | ast.AnnAssign):
        targets = [node.target]
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        targets = [node.value.func]
    elif isinstance(node, _Definition):
        calls = [d for d in node.decorator_list if isinstance(d, ast.Call)]
        yield from (arg.id for call in calls for arg in call.args if isinstance(arg, ast.Name))
    for target in targets:
        inner: ast.expr = target
        while isinstance(inner, ast.Attribute | ast.Subscript):
            inner = inner.value
        if inner is not target and isinstance(inner, ast.Name):
            yield inner.id


def _awaits(node: ast.stmt) -> bool:
    """Whether it waits at the top, where a module cannot."""
    waiting = (ast.Await, ast.AsyncFor, ast.AsyncWith)
    pending: list[ast.AST] = [node]
    while pending:
        inner = pending.pop()
        if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(inner, waiting):
            return True
        if isinstance(inner, ast.comprehension) and inner.is_async:
            return True
        pending += ast.iter_child_nodes(inner)
    return False
