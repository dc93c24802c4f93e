"""What students hand in for an exercise, with its true verdict: right, mistaken, broken, a stub."""

import ast
from dataclasses import dataclass, field
from functools import cached_property

from autograder.exercise import Exercise, House
from autograder.grading.verdict import Verdict
from autograder.mutation.mutants import EQUIVALENT, mutants_of

MARKS = ("alternative", "misconception")
ORIGINAL = "original_"  # in front of the reference's name where another solution is built on it


@dataclass(frozen=True)
class Work:
    """One file of a student; `text` is None where it is missing.

    `kind` is what it was made from: reference, alternative, misconception, mutant, broken or stub.
    `verdict` is the true one; None where it is only known not to be PASSED. `mistake` names the
    misconception.
    """

    kind: str
    text: str | None
    verdict: Verdict | None
    mistake: str = ""

    @property
    def passes(self):
        """Whether it is right."""
        return self.verdict is Verdict.PASSED


@dataclass(frozen=True)
class Pool:
    """All the work there is for one exercise, by kind; read from its reference file."""

    house: House
    exercise: Exercise
    _source: str = field(init=False, repr=False)

    def __post_init__(self):
        path = self.house.reference(self.exercise)
        object.__setattr__(self, "_source", path.read_text(encoding="utf-8"))

    @cached_property
    def right(self):
        """The reference, and the alternatives behind it."""
        reference = Work("reference", self._text(None), Verdict.PASSED)
        others = [
            Work("alternative", self._text(node), Verdict.PASSED)
            for node in self._marked("alternative")
        ]
        return (reference, *others)

    @cached_property
    def mistaken(self):
        """The misconceptions, in the order of the file."""
        return tuple(
            Work("misconception", self._text(node), None, node.name)
            for node in self._marked("misconception")
        )

    @cached_property
    def mutated(self):
        """The mutants of the reference that are not declared right; none that might never end."""
        found = mutants_of(self._source, frozenset({self._symbol}))
        return tuple(
            Work("mutant", ast.unparse(ast.parse(mutant.source)) + "\n", None)
            for mutant in found
            if mutant.key not in self._equivalent
            and not any(isinstance(node, ast.While) for node in ast.walk(ast.parse(mutant.source)))
        )

    @cached_property
    def stub(self):
        """The exercise, not begun."""
        text = self.house.stub(self.exercise).read_text(encoding="utf-8")
        return Work("stub", text, Verdict.UNSOLVED)

    @cached_property
    def broken(self):
        """Files with which nothing can be done, from the likeliest on."""
        right = self.right[0].text
        lines = right.splitlines()
        place = next(i for i, line in enumerate(lines) if line.startswith(("def ", "class ")))
        cut = [*lines[:place], lines[place].rstrip(":"), *lines[place + 1 :]]
        renamed = right.replace(self._symbol, "solution")
        texts = (
            ("\n".join(cut) + "\n", Verdict.UNREADABLE),
            (right + "import torchmetrics_of_mine\n", Verdict.RAISED),
            (None, Verdict.UNREADABLE),
            (renamed, Verdict.UNREADABLE),
            ("", Verdict.UNREADABLE),
        )
        return tuple(Work("broken", text, verdict) for text, verdict in texts)

    @cached_property
    def hostile(self):
        """Files that end Python, or never end."""
        right = self.right[0].text
        return (
            Work("broken", right + "import os\nos._exit(0)\n", Verdict.CRASHED),
            Work("broken", right + "while True:\n    pass\n", Verdict.TIMED_OUT),
        )

    @property
    def _body(self):
        return ast.parse(self._source).body

    @cached_property
    def _symbol(self):
        plain = [n.name for n in self._body if _is_definition(n) and not _mark_of(n)]
        return self.exercise.defined_in(plain)

    @cached_property
    def _equivalent(self):
        for node in self._body:
            if EQUIVALENT in _bound(node):
                return {ast.literal_eval(key) for key in node.value.keys}
        return set()

    def _marked(self, mark):
        return [node for node in self._body if _mark_of(node) == mark]

    def _text(self, chosen):
        """The file of a student whose solution is `chosen`; the reference where that is None."""
        target = (_of(chosen) or self._symbol) if chosen else self._symbol
        names = {target: ORIGINAL + target, chosen.name: target} if chosen else {}
        companions = {_of(node) for node in self._body} - {""}
        wanted = {self._symbol, *companions}
        if chosen:
            wanted = {chosen.name, *wanted} - {target}
        body = _reachable(self._body, wanted)
        for node in body:
            if _is_definition(node):
                node.decorator_list = [d for d in node.decorator_list if not _is_mark(d)]
        tree = ast.Module(body, [])
        _Renamed(names).visit(tree)
        return ast.unparse(tree) + "\n"


class _Renamed(ast.NodeTransformer):
    """Other names for the definitions of a file."""

    def __init__(self, names):
        self._names = names

    def visit_Name(self, node):
        return ast.copy_location(ast.Name(self._names.get(node.id, node.id), node.ctx), node)

    def visit_Attribute(self, node):
        """What is marked is called by `name.implementation` in a reference file only."""
        self.generic_visit(node)
        return node.value if node.attr == "implementation" else node

    def visit_FunctionDef(self, node):
        return self._definition(node)

    def visit_ClassDef(self, node):
        return self._definition(node)

    def _definition(self, node):
        self.generic_visit(node)
        node.name = self._names.get(node.name, node.name) if node.col_offset == 0 else node.name
        return node


def _reachable(body, names):
    """The imports, and the definitions that `names` need, in the order of the file."""
    wanted, chosen = set(names), []
    while True:
        new = [node for node in body if node not in chosen and _bound(node) & wanted]
        if not new:
            break
        chosen += new
        for node in new:
            marks = {id(inner) for d in _decorators(node) if _is_mark(d) for inner in ast.walk(d)}
            names_in = (n for n in ast.walk(node) if isinstance(n, ast.Name) and id(n) not in marks)
            wanted |= {inner.id for inner in names_in}
    return [n for n in body if n in chosen or (_is_import(n) and n not in chosen)]


def _is_definition(node):
    return isinstance(node, ast.FunctionDef | ast.ClassDef)


def _is_import(node):
    if isinstance(node, ast.ImportFrom):
        return node.module != "autograder"
    return isinstance(node, ast.Import)


def _bound(node):
    if _is_definition(node):
        return {node.name}
    targets = [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [])
    return {n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)}


def _decorators(node):
    return getattr(node, "decorator_list", [])


def _is_mark(decorator):
    name = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(name, ast.Name) and name.id in MARKS


def _mark_of(node):
    for decorator in _decorators(node):
        if _is_mark(decorator):
            return getattr(decorator, "func", decorator).id
    return ""


def _of(node):
    for decorator in _decorators(node):
        for keyword in getattr(decorator, "keywords", []):
            if keyword.arg == "of":
                return keyword.value.value
    return ""
