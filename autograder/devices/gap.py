"""What is raised where a simulated device cannot do honestly what a real one does."""

from __future__ import annotations


class SimulationGap(BaseException):
    """The simulation cannot do this: the device check is not done here.

    It is never the fault of the code that ran into it, and so it is no Exception: an
    `except Exception` in that code would hide it, and the result would be taken for wrong.
    """
