"""Exercises and lessons as files: what is found, and what is said where it is not."""

import pytest

from autograder.exercise import Exercise, House, HouseError, parameters_of
from autograder.lesson import read_lesson

HOUSE = House()
LESSON = """# Unit

Words.

## `one` · First things ★★

Text.

**Builds on**: `zero`, `half`

<details>
<summary>Hint 1</summary>

gentle

</details>
<details><summary>Hint 2</summary>
plain
</details>

## `two` · Second

More.
"""


def test_a_lesson_is_cut_into_sections_hints_and_prerequisites():
    lesson = read_lesson(LESSON)
    assert (lesson.title, lesson.introduction) == ("Unit", "Words.")
    one, two = lesson.sections
    assert (one.exercise, one.title, one.difficulty) == ("one", "First things", 2)
    assert one.hints == ("gentle", "plain")
    assert one.prerequisites == ("zero", "half")
    assert (two.hints, two.difficulty, two.prerequisites) == ((), 0, ())
    assert lesson.section("three") is None


def test_a_lesson_may_have_no_sections_and_say_that_it_is_extra():
    lesson = read_lesson("# Unit\n\n**Extra credit**: may be left out.\n")
    assert (lesson.title, lesson.sections, lesson.extra_credit) == ("Unit", (), True)
    assert read_lesson("# 单元\n\n**加分单元**：可以不做。\n").extra_credit
    assert not read_lesson(LESSON).extra_credit


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("zero_rows_", ["zero_rows_"]),
        ("04_indexing/zero_rows_.py", ["zero_rows_"]),
        ("ArrayDataset", ["array_dataset"]),
    ],
)
def test_exercises_and_units_are_found_by_their_usual_names(name, found):
    assert [exercise.name for exercise in HOUSE.select([name])] == found


@pytest.mark.parametrize("name", ["7", "07", "07_data", "07_data/"])
def test_a_unit_is_found_whole_by_its_number_or_name(name):
    found = HOUSE.select([name])
    assert found == tuple(e for e in HOUSE.exercises if e.unit == "07_data")
    assert found[0].name == "array_dataset"


def test_the_order_is_that_of_the_house_and_nothing_stands_twice():
    chosen = HOUSE.select(["add_batch", "02", "filled_buffer"])
    assert [e.name for e in chosen][0::5] == ["filled_buffer", "add_batch"]


@pytest.mark.parametrize("name", ["zero_row", "", "..", "08_nothing"])
def test_an_unknown_name_is_said_with_what_there_is(name):
    with pytest.raises(HouseError, match=r"no exercise or unit called .*(Did you mean|The units)"):
        HOUSE.select([name])


def test_a_folder_without_exercises_is_no_house(tmp_path):
    with pytest.raises(HouseError, match="is missing"):
        House(tmp_path).units  # noqa: B018 - reading it is the test
    (tmp_path / "assignments").mkdir()
    with pytest.raises(HouseError, match="holds no exercises"):
        House(tmp_path).exercises  # noqa: B018


def test_only_the_exact_name_or_the_class_name_is_the_exercise():
    exercise = Exercise("07_data", "array_dataset")
    assert exercise.defined_in(["x", "ArrayDataset"]) == "ArrayDataset"
    assert exercise.defined_in(["arrayDataset", "Array_Dataset"]) is None


def test_parameters_are_read_from_the_stub():
    assert parameters_of("def f(a, *, b=1): ...", Exercise("u", "f")) == "a, b"
    source = "class F:\n    def __init__(self, x, y): ..."
    assert parameters_of(source, Exercise("u", "f")) == "x, y"
    assert parameters_of("x = 1", Exercise("u", "f")) == ""
