"""Whether an exercise is whole: stub, signatures, lesson in both languages, points, sentences."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from autograder.exercise import LANGUAGES, Exercise, House, HouseError
from autograder.lesson import Section
from autograder.oracle.solutions import Solutions
from autograder.property import Property, companions_of

HINTS_LEAST = 2


def form_problems(
    house: House, exercise: Exercise, properties: Mapping[str, Property], solutions: Solutions
) -> Iterator[str]:
    """Say of everything that is missing or does not fit together what it is."""
    yield from _stub_problems(house, exercise, properties, solutions)
    yield from _sentence_problems(properties, solutions)
    sections = {}
    for lang in LANGUAGES:
        try:
            section = house.lesson(exercise.unit, lang).section(exercise.name)
        except HouseError as error:
            yield str(error)
            return
        if section is None:
            yield f"the lesson ({lang}) has no section on {exercise.name}"
            return
        sections[lang] = section
        yield from _section_problems(house, section, lang)
    if len({(s.difficulty, s.prerequisites, len(s.hints)) for s in sections.values()}) > 1:
        yield "the two lessons differ in their stars, prerequisites or number of hints"
    section = sections["en"]
    points = sum(prop.points for prop in properties.values())
    if points != section.points:
        yield f"{section.difficulty} stars are worth {section.points} points; it gives {points}"


def _stub_problems(
    house: House, exercise: Exercise, properties: Mapping[str, Property], solutions: Solutions
) -> Iterator[str]:
    try:
        stub = ast.parse(house.stub(exercise).read_text(encoding="utf-8"))
    except (OSError, SyntaxError) as error:
        yield f"the stub cannot be read: {error}"
        return
    reference = ast.parse(house.reference(exercise).read_text(encoding="utf-8"))
    for name in (solutions.symbol, *companions_of(properties)):
        wanted, given = _signatures(stub, name), _signatures(reference, name)
        if not wanted:
            yield f"the stub does not define {name}"
        for method, taken in wanted.items():
            if method in given and given[method] != taken:
                yield f"{method} takes ({taken}) in the stub, ({given[method]}) in the reference"
            if method not in given and method.endswith("__init__"):
                yield f"the reference has no {method}"
    if not ast.get_docstring(stub):
        yield "the stub has no docstring that says what it is"


def _signatures(tree: ast.Module, name: str) -> dict[str, str]:
    """The parameters of a function, or of each method of a class, with their defaults."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return {name: _parameters(node)}
        if isinstance(node, ast.ClassDef) and node.name == name:
            methods = (inner for inner in node.body if isinstance(inner, ast.FunctionDef))
            return {f"{name}.{method.name}": _parameters(method) for method in methods}
    return {}


def _parameters(node: ast.FunctionDef) -> str:
    bare = ast.parse(ast.unparse(node.args).join(("def f(", "): ..."))).body[0]
    for inner in ast.walk(bare):
        if isinstance(inner, ast.arg):
            inner.annotation = None
    return ast.unparse(bare.args) if isinstance(bare, ast.FunctionDef) else ""


def _sentence_problems(properties: Mapping[str, Property], solutions: Solutions) -> Iterator[str]:
    for prop in properties.values():
        if not prop.zh or prop.points <= 0:
            yield f"{prop.name} has no Chinese line or no points"
    if not solutions.misconceptions:
        yield "there is no misconception: nothing can be said to a learner"
    if not solutions.alternatives:
        yield "there is no alternative: nothing shows that another right solution is accepted"
    for mistake in solutions.misconceptions:
        if not mistake.en.endswith((".", "?", "!")) or not mistake.zh.endswith(("。", "？", "！")):
            yield f"the diagnosis of {mistake.name} is not a whole sentence in both languages"


def _section_problems(house: House, section: Section, lang: str) -> Iterator[str]:
    where = f"the lesson ({lang}) on {section.exercise}"
    if not section.difficulty:
        yield f"{where} gives no stars"
    if len(section.hints) < HINTS_LEAST:
        yield f"{where} has {len(section.hints)} hints; {HINTS_LEAST} are the least"
    if "](http" not in section.text:
        yield f"{where} has no link for further reading"
    known = {exercise.name for exercise in house.exercises}
    for name in section.prerequisites:
        if name not in known:
            yield f"{where} builds on {name}, which is no exercise"
