"""What a contract calls the sides of shapes: "`x` is (N, D)" names the sides of x.

Only plain ways to say it are understood, and every name has to fit the sizes of the case: a side
without a name is better than one with a wrong name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from autograder.grading.score_report import ExerciseResult, Failure
from autograder.observation.describe import RESULT, Shown

_DOCSTRING = re.compile(r'"""(.*?)"""', re.DOTALL)
_SIDE = r"(?:[A-Za-z_]\w{0,11}|\d{1,4}|\.\.\.)"
_SHAPE = rf"\((?P<shape>{_SIDE}(?:, {_SIDE})*,?)\)"
_DTYPE = r"(?:float32|float64|int64|bool|floating-point)"
_BETWEEN = rf"(?:,? (?:is|has|an image|of shape|shape|{_DTYPE}|or))*,? "
_ARGUMENT = re.compile(rf"`?\b(?P<name>[A-Za-z_]\w*)`?{_BETWEEN}{_SHAPE}")
_OF_THE_ONE_INPUT = re.compile(rf"\bshape {_SHAPE} becomes")
_OF_THE_RESULT = (
    re.compile(rf"\bthe result(?:,? (?:which|is|has|of|shape))*,? {_SHAPE}"),
    re.compile(rf"\bbecomes {_SHAPE}"),
    re.compile(rf"^Return [^.]*?[;,] shape {_SHAPE}"),
    re.compile(rf"^Return [^.]* as a (?:{_DTYPE} )?tensor of shape {_SHAPE}"),
    re.compile(rf"^Map [^.]*? to {_SHAPE}"),
    re.compile(rf"^Return (?:logits|scores) {_SHAPE}"),
)
_ELLIPSIS = "..."
_THE_ONE = ""  # stands for the name of the only tensor among the inputs
Sides = tuple[str, ...]


def named_sides(contract: str) -> dict[str, tuple[Sides, ...]]:
    """The shapes that a stub's docstrings give to arguments and to the result, by name."""
    found: dict[str, dict[Sides, None]] = {}
    for docstring in _DOCSTRING.findall(contract):
        text = " ".join(docstring.split())
        for match in _ARGUMENT.finditer(text):
            found.setdefault(match["name"], {})[_split(match["shape"])] = None
        nameless = [(RESULT, pattern) for pattern in _OF_THE_RESULT]
        for name, pattern in [(_THE_ONE, _OF_THE_ONE_INPUT), *nameless]:
            for match in pattern.finditer(text):
                found.setdefault(name, {})[_split(match["shape"])] = None
    return {name: tuple(shapes) for name, shapes in found.items()}


def _split(shape: str) -> Sides:
    return tuple(side.strip() for side in shape.split(",") if side.strip())


def with_sides(result: ExerciseResult, stub: Path) -> ExerciseResult:
    """The result with the sides of the shapes that its failures show named, as in the stub."""
    if not any(prop.failure for prop in result.properties):
        return result
    try:
        known = named_sides(stub.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):  # a learner's own file may be gone, or be anything
        return result
    properties = tuple(
        replace(prop, failure=_named_failure(prop.failure, known)) if prop.failure else prop
        for prop in result.properties
    )
    return replace(result, properties=properties)


def _named_failure(failure: Failure, known: Mapping[str, Sequence[Sides]]) -> Failure:
    """Every name, or none where two of them do not go together."""
    fitted = _fitted(failure, known)
    if fitted is None:
        return failure
    names, sizes = fitted
    return replace(
        failure,
        inputs=tuple(_name(part, names) for part in failure.inputs),
        expected=tuple(_name(part, names) for part in failure.expected),
        got=tuple(_name(part, names, sizes) for part in failure.got),
        expected_there=failure.expected_there and _name(failure.expected_there, names),
        got_there=failure.got_there and _name(failure.got_there, names, sizes),
    )


def _fitted(
    failure: Failure, known: Mapping[str, Sequence[Sides]]
) -> tuple[dict[str, Sides], dict[str, int]] | None:
    """The names that fit the inputs and the result, and their sizes; None where some clash."""
    names: dict[str, Sides] = {}
    sizes: dict[str, int] = {}
    tensors = [part for part in failure.inputs if part.shape is not None]
    if len(tensors) == 1 and tensors[0].label not in known:
        known = {**known, tensors[0].label: known.get(_THE_ONE, ())}
    for part in [*failure.inputs, *(p for p in failure.expected if p.label == RESULT)]:
        if part.kind == "int" and part.text.isdecimal():
            if _agree(sizes, {part.label: int(part.text)}) is None:
                return None
            continue
        shapes = known.get(part.label, ()) if part.shape is not None else ()
        fitting = [found for shape in shapes if (found := _fit(shape, part.shape or ()))]
        if len(fitting) > 1:
            return None
        for sides, said in fitting:
            if _agree(sizes, said) is None:
                return None
            names[part.label] = sides
    return names, sizes


def _fit(shape: Sides, actual: tuple[int, ...]) -> tuple[Sides, dict[str, int]] | None:
    """The names of the sides of an actual shape, and their sizes; None where it does not fit."""
    if _ELLIPSIS in shape:
        at = shape.index(_ELLIPSIS)
        missing = len(actual) - len(shape) + 1
        if shape.count(_ELLIPSIS) > 1 or missing < 0:
            return None
        shape = shape[:at] + ("",) * missing + shape[at + 1 :]
    if len(shape) != len(actual):
        return None
    sizes: dict[str, int] = {}
    for side, size in zip(shape, actual, strict=True):
        if side.isdigit() and int(side) != size:
            return None
        if side and not side.isdigit() and _agree(sizes, {side: size}) is None:
            return None
    return tuple("" if side.isdigit() else side for side in shape), sizes


def _agree(sizes: dict[str, int], more: Mapping[str, int]) -> dict[str, int] | None:
    """Take up more sizes; None where a name had another one."""
    if any(sizes.get(name, size) != size for name, size in more.items()):
        return None
    sizes.update(more)
    return sizes


def _name(part: Shown, names: Mapping[str, Sides], sizes: Mapping[str, int] | None = None) -> Shown:
    """A part with its sides named; where it came out (`sizes` given), only if all are right."""
    sides = names.get(part.label, ())
    if part.shape is None or len(sides) != len(part.shape) or not any(sides):
        return part
    fits = all(
        not side or sizes is None or sizes.get(side, size) == size
        for side, size in zip(sides, part.shape, strict=True)
    )
    return replace(part, sides=sides) if fits else part
