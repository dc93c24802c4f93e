"""The curriculum as a whole: how many exercises there are, and what each unit is worth."""

import pytest

from autograder.exercise import House
from autograder.loading import load_properties

HOUSE = House()
POINTS = {
    "01_warmup": 50,
    "02_creation": 60,
    "03_numpy_bridge": 60,
    "04_indexing": 120,
    "05_devices": 60,
    "06_training_steps": 250,
    "07_data": 150,
    "08_tensorboard": 40,
    "09_layers": 270,
    "10_transformer": 170,
    "11_capstones": 80,
}


def test_there_are_64_exercises_and_at_least_120_properties():
    assert len(HOUSE.exercises) == 64
    assert sum(len(load_properties(HOUSE.properties(e))) for e in HOUSE.exercises) >= 120


@pytest.mark.parametrize("unit", HOUSE.units, ids=lambda u: u.name)
def test_every_unit_is_worth_a_round_number_of_points(unit):
    properties = [p for e in unit.exercises for p in load_properties(HOUSE.properties(e)).values()]
    assert sum(p.points for p in properties) == POINTS[unit.name]
    assert all(isinstance(p.points, int) for p in properties)


def test_only_the_unit_on_tensorboard_is_extra_credit():
    for lang in ("en", "zh"):
        extra = [u.name for u in HOUSE.units if HOUSE.lesson(u.name, lang).extra_credit]
        assert extra == ["08_tensorboard"]
