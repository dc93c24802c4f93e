"""What a target cannot do, and what it fails at itself: neither is the submission's fault."""

from __future__ import annotations

from autograder.wire.record import Observation

_GAP = "autograder.devices.gap.SimulationGap"
_LOST = "torch.AcceleratorError"


class TargetGapError(RuntimeError):
    """The target is not to be had, or cannot run the reference: the check is not done here."""


def is_gap(observation: Observation) -> bool:
    """Whether a run met something that the simulation cannot do, and that no line raised itself."""
    raised = observation.raised
    return raised is not None and raised.type == _GAP and not raised.own


def is_lost(observation: Observation) -> bool:
    """Whether an accelerator itself failed in a run: after most of its errors it is lost.

    Nothing can be computed there then, by nobody in that process.
    """
    return observation.raised is not None and observation.raised.type == _LOST
