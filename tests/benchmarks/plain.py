"""The yardstick: the same properties as plain pytest and Hypothesis, in one process, unprotected.

Run by `grading.py` and `batch.py`; not part of the tests.
"""

import os
from pathlib import Path

import pytest
import torch
from hypothesis import HealthCheck, given, settings

from autograder.exercise import House
from autograder.loading import load_by_path, load_properties
from autograder.oracle.reference import ReferenceOracle
from autograder.property import DEVICE

pytestmark = pytest.mark.filterwarnings("ignore")  # as in grading: they are not judged
HOUSE = House()
SUBMISSION = Path(os.environ["SUBMISSION"])
EXAMPLES = int(os.environ["EXAMPLES"])
LEFT_OUT = os.environ.get("LEFT_OUT", "").split()
CASES = [
    (exercise, prop)
    for exercise in HOUSE.exercises
    if exercise.unit not in LEFT_OUT
    for prop in load_properties(HOUSE.properties(exercise)).values()
]


@pytest.mark.parametrize(("exercise", "prop"), CASES)
def test_plain(exercise, prop):
    solutions = ReferenceOracle.of(HOUSE, exercise).solutions
    student = vars(load_by_path(SUBMISSION / exercise.path, exercise.name))
    sides = [
        (student[solutions.symbol], student),
        (solutions.reference.main, solutions.reference.companions),
    ]
    device = {DEVICE: torch.device("cpu")} if prop.on_devices else {}

    @settings(
        max_examples=min(EXAMPLES, prop.max_cases or EXAMPLES),
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(**prop.strategies)
    def run(**inputs):
        for implementation, beside in sides:
            companions = {name: beside[name] for name in prop.companions}
            try:
                prop.probe(implementation, **companions, **device, **inputs)
            except prop.raises:
                continue

    run()
