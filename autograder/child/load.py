"""Loading a student's file in the worker: from its text to the function or class to grade."""

from __future__ import annotations

import ast
import inspect
import linecache
import sys
from types import ModuleType
from typing import Any

from autograder.implementation import Implementation
from autograder.observation.run import record_exception
from autograder.unsolved import is_stub
from autograder.wire.messages import Load, Loaded
from autograder.wire.record import Frame, Raised


def load_submission(request: Load) -> tuple[Loaded, Any]:
    """Load what `request` names; the implementation is None where that failed.

    Any exception of the student's is caught and recorded, SystemExit among them.
    """
    try:
        tree = ast.parse(request.source, request.filename)
        if all(is_stub(tree, name) for name in (request.symbol, *request.companions)):
            return Loaded(unsolved=True), None
        code = compile(request.source, request.filename, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        return Loaded(raised=_syntax(error)), None
    module = ModuleType(request.exercise)
    module.__file__ = request.filename
    sys.modules[request.exercise] = module
    lines = request.source.splitlines(keepends=True)
    linecache.cache[request.filename] = (len(request.source), None, lines, request.filename)
    try:
        exec(code, module.__dict__)  # noqa: S102 - running it is what a worker is for
    except BaseException as error:
        return Loaded(raised=record_exception(error, request.filename)), None
    return _find(module, request)


def forget_submission(exercise: str, filename: str) -> None:
    """Take away what loading a file left in the interpreter."""
    sys.modules.pop(exercise, None)
    linecache.cache.pop(filename, None)


def _find(module: ModuleType, request: Load) -> tuple[Loaded, Any]:
    values = {n: v for n, v in vars(module).items() if isinstance(n, str) and callable(v)}
    for name in (request.symbol, *request.companions):
        if name not in values:
            own = [
                n
                for n, value in values.items()
                if not n.startswith("_") and getattr(value, "__module__", "") == module.__name__
            ]
            return Loaded(missing=name, defines=tuple(own[:20])), None
    companions = {name: values[name] for name in request.companions}
    implementation = Implementation(values[request.symbol], companions)
    return Loaded(parameters=_parameters(implementation.main)), implementation


def _parameters(implementation: Any) -> str:
    try:
        return ", ".join(inspect.signature(implementation).parameters)
    except Exception:
        return ""


def _syntax(error: Exception) -> Raised:
    line = getattr(error, "lineno", None) or 0
    message = error.msg if isinstance(error, SyntaxError) else str(error)
    return Raised((type(error).__name__, "SyntaxError"), str(message)[:500], (Frame(line, ""),))
