"""What torch's own list of operators says of CUDA: which have a kernel there, and how it checks.

The list is native_functions.yaml, from which torchgen writes the C++ kernels' wrappers; the torch
wheel brings it along.
"""

from __future__ import annotations

import importlib.util
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from autograder.devices.gap import SimulationGap

_FILE = "packaged/ATen/native/native_functions.yaml"
_CUDA_KERNEL = re.compile(r"^    [\w, ]*\bCUDA\b[\w, ]*:", re.MULTILINE)


@dataclass(frozen=True)
class OperatorTable:
    """Names of aten's operators, with the overload behind a dot ("add.Tensor", "relu").

    `cuda`: those with a kernel for CUDA. `unchecked`: those whose wrapper does not check the
    devices of its arguments (`device_check: NoCheck`). `structured`: those whose wrapper is named
    as torchgen names those of structured kernels.
    """

    cuda: frozenset[str]
    unchecked: frozenset[str]
    structured: frozenset[str]


@cache
def operator_table() -> OperatorTable:
    """Read the list (15 ms, once a process); SimulationGap where the wheel has none."""
    text = _text()
    cuda, unchecked, structured = set(), set(), set()
    for entry in text.split("\n- func: ")[1:]:
        name = entry[: entry.index("(")]
        if "\n  device_check: NoCheck" in entry:
            unchecked.add(name)
        if "\n  structured" in entry:
            structured.add(name)
        if name in structured or _CUDA_KERNEL.search(entry):
            cuda.add(name)
    if not cuda:
        raise SimulationGap("native_functions.yaml names no CUDA kernel")
    return OperatorTable(frozenset(cuda), frozenset(unchecked), frozenset(structured))


def _text() -> str:
    found = importlib.util.find_spec("torchgen")
    folders = list(found.submodule_search_locations or ()) if found else []
    try:
        return Path(folders[0], _FILE).read_text(encoding="utf-8")
    except (IndexError, OSError) as error:
        raise SimulationGap("this torch has no native_functions.yaml") from error
