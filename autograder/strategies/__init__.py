"""Hypothesis strategies that draw the inputs of properties.

Small and simple values come first, so that the smallest failing case reads well.
"""

from autograder.strategies.arrays import ndarrays
from autograder.strategies.shapes import shapes
from autograder.strategies.tensors import FLOATS, NUMERIC, images, matrices, tensors, vectors

__all__ = [
    "FLOATS",
    "NUMERIC",
    "images",
    "matrices",
    "ndarrays",
    "shapes",
    "tensors",
    "vectors",
]
