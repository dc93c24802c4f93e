"""What likely lies behind an error: other parameters than the stub's, or a missing import."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from autograder.grading.score_report import PropertyResult, Reason
from autograder.harmless import short
from autograder.oracle.solutions import Solutions
from autograder.wire.messages import Loaded

# What PyTorch's own tutorials call things, and the line that makes each.
_IMPORTS = {
    "torch": "import torch",
    "np": "import numpy as np",
    "numpy": "import numpy",
    "nn": "from torch import nn",
    "F": "import torch.nn.functional as F",
    "optim": "from torch import optim",
    "math": "import math",
    "Tensor": "from torch import Tensor",
    "Dataset": "from torch.utils.data import Dataset",
    "DataLoader": "from torch.utils.data import DataLoader",
    "SummaryWriter": "from torch.utils.tensorboard import SummaryWriter",
}
_UNDEFINED = re.compile(r"name '(\w+)' is not defined")


def missing_import(kind: str, message: str) -> Reason | None:
    """The line to add, where an exception of this type says that a usual import is missing."""
    found = _UNDEFINED.match(message) if kind == "NameError" else None
    if found is None or found[1] not in _IMPORTS:
        return None
    return Reason("not_imported", {"name": found[1], "line": _IMPORTS[found[1]]})


def likely_cause(
    solutions: Solutions, loaded: Loaded, results: Sequence[PropertyResult]
) -> Reason | None:
    """The first likely cause of what the properties met; None where none is known."""
    imports = (
        missing_import(part.kind, part.text)
        for result in results
        if result.failure is not None
        for part in result.failure.got
    )
    return next(filter(None, imports), None) or _other_parameters(solutions, loaded, results)


def _other_parameters(
    solutions: Solutions, loaded: Loaded, results: Iterable[PropertyResult]
) -> Reason | None:
    """Other parameters than the stub's explain a TypeError that no line of theirs raised."""
    called_wrongly = any(
        r.failure is not None
        and not r.failure.trace
        and any(part.kind == "TypeError" for part in r.failure.got)
        for r in results
    )
    if not called_wrongly or solutions.parameters == loaded.parameters:
        return None
    facts = {"name": solutions.symbol, "wanted": solutions.parameters}
    return Reason("parameters", {**facts, "got": short(loaded.parameters)})
