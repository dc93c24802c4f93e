"""The names of sides: taken from plain sentences of a contract, and only where the sizes fit."""

import msgspec
import pytest

from autograder.exercise import House
from autograder.grading.score_report import ExerciseResult, Failure, PropertyResult, Text
from autograder.grading.sides import named_sides, with_sides
from autograder.grading.verdict import Verdict
from autograder.observation.describe import Shown

HOUSE = House()
TITLE = Text("Title", "标题")


def of(name):
    (exercise,) = HOUSE.select([name])
    return named_sides(HOUSE.stub(exercise).read_text(encoding="utf-8"))


def contract(sentence):
    return named_sides(f'def f(x):\n    """{sentence}"""\n')


@pytest.mark.parametrize(
    ("exercise", "names"),
    [
        ("pairwise_sqdist", {"x": ("N", "D"), "y": ("M", "D"), "result": ("N", "M")}),
        ("pick", {"scores": ("N", "C"), "target": ("N",), "result": ("N",)}),
        ("hwc_to_chw", {"": ("H", "W", "C"), "result": ("C", "H", "W")}),
        ("cross_entropy", {"logits": ("N", "C"), "target": ("N",)}),
        ("my_linear", {"x": ("...", "d_in"), "result": ("...", "d_out")}),
        ("conv2d", {"x": ("N", "C", "H", "W"), "w": ("O", "C", "kH", "kW")}),
        ("attention", {"q": ("...", "L", "D"), "k": ("...", "S", "D"), "v": ("...", "S", "E")}),
        ("encoder", {"pad": ("B", "L")}),
        ("tiny_lm", {"tokens": ("B", "L"), "result": ("B", "L", "vocab")}),
    ],
)
def test_the_contracts_of_the_course_are_understood(exercise, names):
    assert {name: of(exercise)[name] for name in names} == {n: (s,) for n, s in names.items()}


@pytest.mark.parametrize(
    "sentence",
    [
        "Return the tuple `(row, column)`.",
        "`mask` is bool and broadcasts against the scores, (..., L, S).",
        "Take a batch of shape (N, sizes[0]) to one of shape (N, sizes[-1]).",
        "`mask` is bool of the same shape (see above).",
        "Uniformly from [low, high), with low < high.",
    ],
)
def test_what_is_not_said_plainly_gives_no_names(sentence):
    known = contract(sentence)
    assert not known.keys() & {"x", "mask", "batch", "result", ""}


def shown(label, shape, **facts):
    return Shown(label=label, kind="torch.Tensor", text="", shape=shape, **facts)


def number(label, value):
    return Shown(label=label, kind="int", text=str(value))


def named(tmp_path, sentence, inputs, *, expected=(), got=()):
    """The failure with names from a contract."""
    stub = tmp_path / "stub.py"
    stub.write_text(f'def f(x):\n    """{sentence}"""\n', encoding="utf-8")
    failure = Failure(inputs=tuple(inputs), expected=tuple(expected), got=tuple(got))
    prop = PropertyResult(
        name="p", title=TITLE, verdict=Verdict.WRONG, points=0, max_points=1, failure=failure
    )
    result = ExerciseResult(
        unit="01_unit", name="f", title=TITLE, verdict=Verdict.WRONG, points=0, max_points=1,
        seconds=0, replay="", properties=(prop,),
    )  # fmt: skip
    return with_sides(result, stub).properties[0].failure


BOTH = "`x` is (N, D) and `y` is (M, D); the result has shape (N, M)."


def test_inputs_and_results_get_their_names(tmp_path):
    inputs = shown("x", (2, 3)), shown("y", (4, 3))
    failure = named(tmp_path, BOTH, inputs, expected=[shown("result", (2, 4))])
    assert [part.sides for part in failure.inputs] == [("N", "D"), ("M", "D")]
    assert failure.expected[0].sides == ("N", "M")


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ([shown("x", (2, 3)), shown("y", (4, 5))], []),
        ([shown("x", (2, 3)), shown("y", (4, 3))], [shown("result", (4, 2))]),
        ([shown("x", (2, 3)), number("D", 7)], []),
    ],
    ids=["inputs", "result", "number"],
)
def test_names_that_contradict_the_sizes_are_all_left_out(tmp_path, inputs, expected):
    failure = named(tmp_path, BOTH, inputs, expected=expected)
    assert not any(part.sides for part in (*failure.inputs, *failure.expected))


def test_a_wrong_result_gets_the_names_only_where_all_its_sides_are_right(tmp_path):
    inputs = shown("x", (2, 3)), shown("y", (4, 3))
    expected = [shown("result", (2, 4))]
    right = named(tmp_path, BOTH, inputs, expected=expected, got=[shown("result", (2, 4))])
    assert right.got[0].sides == ("N", "M")
    for shape in [(4, 2), (2,), (2, 4, 1)]:
        wrong = named(tmp_path, BOTH, inputs, expected=expected, got=[shown("result", shape)])
        assert wrong.got[0].sides == ()


def test_an_ellipsis_stands_for_any_sides_and_a_number_for_itself(tmp_path):
    sentence = "`x` has shape (..., C, 8)."
    for shape, sides in [((8, 2, 3, 8), ("", "", "C", "")), ((3, 8), ("C", "")), ((3, 7), ())]:
        assert named(tmp_path, sentence, [shown("x", shape)]).inputs[0].sides == sides


def test_two_shapes_of_one_rank_for_one_argument_name_nothing(tmp_path):
    sentence = "`x` is (N, D). Elsewhere `x` is (A, B)."
    assert named(tmp_path, sentence, [shown("x", (2, 3))]).inputs[0].sides == ()


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b'"""', b"x" * 100_000])
def test_a_stub_that_is_gone_or_spoilt_only_costs_the_names(tmp_path, content):
    stub = tmp_path / "stub.py"
    if content is not None:
        stub.write_bytes(content)
    failure = Failure(inputs=(shown("x", (2, 3)),))
    prop = PropertyResult(
        name="p", title=TITLE, verdict=Verdict.WRONG, points=0, max_points=1, failure=failure
    )
    result = ExerciseResult(
        unit="01_unit", name="f", title=TITLE, verdict=Verdict.WRONG, points=0, max_points=1,
        seconds=0, replay="", properties=(prop,),
    )  # fmt: skip
    assert with_sides(result, stub) == result
    assert msgspec.json.decode(msgspec.json.encode(result), type=ExerciseResult) == result
