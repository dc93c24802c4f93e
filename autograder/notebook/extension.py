"""Adding the magics to IPython, and taking them away."""

from __future__ import annotations

import atexit
from typing import Any

from autograder.exercise import House
from autograder.notebook.grader import GraderProcess
from autograder.notebook.magics import Magics

_KEPT = "torch_kata_magics"
_NAMES = ("grade", "hint", "explain", "points")


def load(shell: Any) -> None:
    """Add the magics; the process that grades gets ready meanwhile."""
    grader = GraderProcess()
    magics = Magics(shell, House(), grader)
    shell.register_magic_function(magics.grade, "line_cell", "grade")
    shell.register_magic_function(magics.hint, "line", "hint")
    shell.register_magic_function(magics.explain, "line", "explain")
    shell.register_magic_function(magics.points, "line", "points")
    for name in _NAMES:
        shell.set_hook("complete_command", magics.complete, str_key=f"%{name}")
    shell.events.register("post_run_cell", magics.ended)
    atexit.register(grader.close)
    setattr(shell, _KEPT, magics)
    grader.start()


def unload(shell: Any) -> None:
    """Take the magics away, and end the process that grades."""
    magics = getattr(shell, _KEPT, None)
    if magics is None:
        return
    delattr(shell, _KEPT)
    shell.events.unregister("post_run_cell", magics.ended)
    atexit.unregister(magics.grader.close)
    magics.grader.close()
    for name in _NAMES:
        for kind in ("line", "cell"):
            shell.magics_manager.magics[kind].pop(name, None)
