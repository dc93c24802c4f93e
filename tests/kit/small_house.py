"""A small house to try commands in: two units of the real one, without solutions."""

import shutil

from autograder.exercise import House

REAL = House()
UNITS = ("02_creation", "04_indexing")


def small_house(root):
    """Copy the stubs, lessons and properties of two units to `root`."""
    for unit in UNITS:
        shutil.copytree(REAL.assignments / unit, root / "assignments" / unit)
        shutil.copytree(
            REAL.root / "tests" / "properties" / unit, root / "tests" / "properties" / unit
        )
    return House(root)
