"""Imports the grader's own modules in the worker, and asks the oracle for the answer."""

# held: A

from pathlib import Path

from autograder.exercise import House
from autograder.oracle.reference import ReferenceOracle

house = House(Path("/house"))
(exercise,) = house.select(["add_batch"])
add_batch = ReferenceOracle.of(house, exercise).solutions.reference.main
