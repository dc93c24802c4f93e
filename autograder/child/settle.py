"""What a worker does between two submissions' files: let go of the last, and look what it left."""

from __future__ import annotations

import gc
import sys
import time

from autograder.child.leftovers import Baseline
from autograder.observation.run import reset_state
from autograder.wire.messages import Settle, Settled

if sys.platform != "win32":
    import resource


NOT_LOOKED_AT = Settled(("what was left was not looked at",))


class Settling:
    """Says what is not as it was in the baseline; without one, that nothing was looked at."""

    def __init__(self, baseline: Baseline | None = None) -> None:
        self._baseline = baseline

    def __call__(self, request: Settle) -> Settled:
        """Look at settings and modules only, or be thorough."""
        if self._baseline is None:
            return NOT_LOOKED_AT
        try:
            reset_state(0)
            if request.thorough:
                gc.collect()
                changed = self._baseline.changed()
            else:
                changed = self._baseline.changed_settings()
            return Settled(changed, time.process_time(), _peak_memory())
        except Exception as error:  # what was changed is in use here too
            return Settled((type(error).__name__,))


def _peak_memory() -> int:
    if sys.platform == "win32":
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
