"""Decks: what is recorded, how it is read back, and how a file that lies is refused."""

import lzma
import subprocess
import sys
from contextlib import closing

import msgspec
import pytest
import toy
from hypothesis import given
from hypothesis import strategies as st

from autograder.grading.answers import DeckAnswers
from autograder.grading.grader import Grader
from autograder.grading.verdict import Verdict
from autograder.oracle.deck import Deck, DeckError, pack, read_deck, unpack
from autograder.oracle.replay import DeckOracle
from autograder.recording.record import joined, record_exercise
from autograder.submission import Submission
from autograder.target import Target
from autograder.worker.system import worker_source


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    return toy.toy_house(tmp_path_factory.mktemp("house"))


@pytest.fixture(scope="module")
def workers(house):
    with closing(worker_source([house.properties(house.exercises[0])], house=house)) as source:
        yield source


@pytest.fixture(scope="module")
def raw(house, workers):
    (exercise,) = house.exercises
    return pack(joined([record_exercise(house, exercise, workers, seed=1)], seed=1))


@pytest.fixture
def deck(raw):
    return unpack(raw, "a.deck")


def grade(house, workers, deck, text):
    (exercise,) = house.exercises
    submission = Submission("student", {exercise.path: text})
    answers = DeckAnswers(house, deck, "a.deck")
    return Grader(house, submission, workers, seed=9, answers=answers).grade(exercise)


def of_version(raw, version):
    contents = msgspec.structs.replace(unpack(raw, "").contents, kit=version)
    return pack(contents)


def changed(deck, **fields):
    return Deck(msgspec.structs.replace(deck.contents, **fields), deck.digest)


def test_the_same_seed_records_the_same_bytes(house, workers, raw):
    (exercise,) = house.exercises
    assert pack(joined([record_exercise(house, exercise, workers, seed=1)], seed=1)) == raw
    other = pack(joined([record_exercise(house, exercise, workers, seed=2)], seed=2))
    assert unpack(other, "").digest != unpack(raw, "").digest


def test_a_deck_grades_without_the_reference(house, workers, deck):
    house.reference(house.exercises[0]).rename(house.root / "hidden.py")
    try:
        right = grade(house, workers, deck, "def double(x):\n    return x + x\n")
        wrong = grade(house, workers, deck, "def double(x):\n    return x * x\n")
    finally:
        (house.root / "hidden.py").rename(house.reference(house.exercises[0]))
    assert (right.verdict, right.points) == (Verdict.PASSED, 10)
    assert (wrong.verdict, wrong.diagnosis.name) == (Verdict.WRONG, "squared")
    assert wrong.replay.endswith("--deck a.deck --submission student")


def test_the_smallest_recorded_case_that_fails_is_shown(house, workers, deck):
    text = "def double(x):\n    return x * 2 if x.numel() < 2 else x\n"
    (prop,) = grade(house, workers, deck, text).properties
    sizes = [2, 3, 4]
    assert any(str(n) in str(prop.failure.inputs[0].shape) for n in sizes)


def test_every_mistake_and_mutant_that_can_be_caught_is_caught_by_two_cases(deck):
    (exercise,) = deck.contents.exercises
    (prop,) = exercise.properties
    for shown in prop.mistaken.values():
        pairs = zip(shown["cpu"], prop.expected["cpu"], strict=True)
        assert sum(mine != right for mine, right in pairs) >= 2


def test_a_deck_holds_no_line_of_a_solution(raw, deck):
    packed = raw.partition(b"\n")[2]
    plain = lzma.decompress(packed)
    for secret in (b"return x * 2", b"x + x", b"mul_", b"def ", b"import"):
        assert secret not in plain


def test_other_properties_than_the_recorded_ones_are_a_fault_of_the_kit(house, workers, deck):
    path = house.properties(house.exercises[0])
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "# changed\n", encoding="utf-8")
    try:
        result = grade(house, workers, deck, "def double(x):\n    return x + x\n")
    finally:
        path.write_text(text, encoding="utf-8")
    assert result.verdict is Verdict.KIT_ERROR
    assert "other properties of double" in result.reason.facts["error"]
    assert result.max_points == 10


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda raw: b"PK" + raw, "is no deck"),
        (lambda raw: raw[: len(raw) // 2], "is damaged or was changed"),
        (lambda raw: raw[:-1] + bytes([raw[-1] ^ 1]), "is damaged or was changed"),
        (lambda raw: raw.replace(b"deck 1 ", b"deck 2 ", 1), "has the format 2"),
        (lambda raw: b"", "is no deck"),
        (lambda raw: of_version(raw, "0.0.1"), "recorded by version 0.0.1 of Torch Kata"),
    ],
)
def test_a_file_that_is_no_whole_deck_is_refused_in_a_sentence(raw, spoil, said):
    with pytest.raises(DeckError, match=said):
        unpack(spoil(raw), "a.deck")


@given(st.binary(max_size=200))
def test_random_bytes_are_a_deck_or_a_deck_error(data):
    for raw in (data, b"Torch Kata deck 1 " + data):
        with pytest.raises(DeckError):
            unpack(raw, "a.deck")


def test_a_deck_whose_places_lie_is_refused_not_believed(house, deck):
    (exercise,) = house.exercises
    empty = changed(deck, data=())
    oracle = DeckOracle(empty, empty.exercises[exercise.path], Target.CPU)
    prop = DeckAnswers(house, deck, "").properties(exercise)[
        "test_doubles_every_element_and_keeps_the_input"
    ]
    with pytest.raises(DeckError, match="data that it does not hold"):
        oracle.cases(prop)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(DeckError, match=r"none\.deck cannot be read: No such file"):
        read_deck(tmp_path / "none.deck")


def test_from_the_command_line(cli, tmp_path):
    file = tmp_path / "some.deck"
    done = cli("deck", file, "add_batch", "masks", "--seed", "1")
    assert done.returncode == 0, done.stderr
    assert "2 exercises" in done.stdout
    command = ("--submission", "tests/submissions/complete", "--deck", file)
    graded = cli("add_batch", "masks", *command)
    assert graded.returncode == 0, graded.stdout
    assert "2 of 2 exercises passed" in graded.stdout
    other = cli("pick", *command)
    assert other.returncode == 2
    assert "holds nothing of pick" in other.stderr
    assert "Traceback" not in other.stderr


def test_ctrl_c_writes_nothing(tmp_path):
    import signal
    import time

    from autograder.exercise import House

    file = tmp_path / "some.deck"
    command = [sys.executable, "grade.py", "deck", str(file), "02"]
    with subprocess.Popen(command, cwd=House().root, stdout=subprocess.PIPE, text=True) as running:
        time.sleep(5)
        running.send_signal(signal.SIGINT)
        out, _ = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "nothing was written" in out
    assert not file.exists()
