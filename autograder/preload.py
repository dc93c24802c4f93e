"""Imports that torch puts off until their first use, done before workers are forked.

A forked worker starts without what its siblings imported, so each would pay for it again.
"""

from __future__ import annotations

import torch

from autograder.observation.calls import counting_calls


def preload_optimisers() -> None:
    """Import what the first step of any optimiser imports (torch._dynamo: about a second).

    Called at the top of files of properties whose exercises train.
    """
    torch.compiler.disable()
    torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0).step()


def preload_counting() -> None:
    """Build the tables that counting calls needs (about a second)."""
    with counting_calls():
        torch.zeros(1).add(1)
