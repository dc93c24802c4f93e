"""Loading the project's own Python files by path (never a student's)."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from autograder.property import Property


def load_by_path(path: Path, name: str) -> ModuleType:
    """Execute a file as a module called `name`, without leaving it in sys.modules.

    Raises what the file raises, FileNotFoundError where there is none.
    """
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    finally:
        sys.modules.pop(name, None)
    return module


def load_properties(path: Path) -> dict[str, Property]:
    """The properties in a file, by name, in order; raises what the file raises."""
    module = load_by_path(path, path.stem)
    return {v.name: v for v in vars(module).values() if isinstance(v, Property)}
