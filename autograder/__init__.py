"""Torch Kata's autograder: what exercise files and their properties import.

Everything else is imported from its own module.
"""

from autograder.property import Calls, Property, graded
from autograder.solutions import alternative, misconception

__all__ = ["Calls", "Property", "alternative", "graded", "misconception"]
