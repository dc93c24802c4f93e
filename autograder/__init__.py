"""Torch Kata's autograder: what exercise files and their properties import.

Everything else is imported from its own module.
"""

from typing import Any

from autograder.property import Calls, Property, graded
from autograder.solutions import alternative, misconception

__all__ = ["Calls", "Property", "alternative", "graded", "misconception"]


def load_ipython_extension(shell: Any) -> None:
    """Add `%grade`, `%hint` and `%explain` to a notebook: IPython calls it for `%load_ext`."""
    from autograder.notebook.extension import load

    load(shell)


def unload_ipython_extension(shell: Any) -> None:
    """Take them away again."""
    from autograder.notebook.extension import unload

    unload(shell)
