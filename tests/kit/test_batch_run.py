"""Grading a class, whatever the executor does: what is tried again, what is kept, what is left."""

import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest
from msgspec.structs import replace

from autograder.batch import run as batch_run
from autograder.batch.bench import MismatchError
from autograder.batch.discover import HandIn
from autograder.batch.download_names import Named
from autograder.batch.executors import GraderLostError
from autograder.batch.ledger import open_ledger
from autograder.batch.people import Candidate
from autograder.batch.recipe import Recipe
from autograder.batch.roster import Person
from autograder.batch.run import grade_class
from autograder.batch.work import Outcome, work_for
from autograder.grading.class_record import Status
from autograder.intake.refusal import SubmissionError
from autograder.submission import Submission

PATH = "01_toy/double.py"
RECIPE = Recipe(root="/", deck="d", deck_digest="1", seed=1, exercises=(PATH,), kit="1", torch="2")
NAMES = ("ada", "bo", "cy", "dee", "eve")


@dataclass
class Scripted(Executor):
    """Answers at once what `script` tells for a student: a status, or what is raised, in turn."""

    script: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)

    def submit(self, fn, /, recipe, work):
        assert fn is batch_run.grade_one
        self.asked.append(work.student)
        turns = self.script.get(work.student, [])
        what = turns.pop(0) if turns else Status.GRADED
        future = Future()
        if isinstance(what, Exception):
            future.set_exception(what)
        else:
            future.set_result(Outcome(student=work.student, key=work.key, status=what))
        return future


def candidates(names=NAMES):
    for name in names:
        yield Candidate(Person(name), (HandIn(Named(name), (name,), folder=True),))
    yield Candidate(Person("zoe"), ())


def take(candidate):
    return Submission(candidate.person.student, {PATH: f"# {candidate.person.student}"})


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(tmp_path / "ledger.sqlite") as opened:
        yield opened


def graded(executor, ledger, *, take=take, ahead=2, **options):
    done = grade_class(executor, RECIPE, candidates(), take, ledger, ahead=ahead, **options)
    return {one.student: (one.status, one.before) for one in done}


def test_everybody_who_handed_something_in_is_graded_once(ledger):
    executor = Scripted()
    assert graded(executor, ledger) == dict.fromkeys(NAMES, (Status.GRADED, False))
    assert sorted(executor.asked) == sorted(NAMES)
    assert ledger.keys().keys() == set(NAMES)


def test_a_second_run_grades_only_what_changed(ledger):
    graded(Scripted(), ledger)
    executor = Scripted()

    def changed(candidate):
        text = "new" if candidate.person.student == "cy" else f"# {candidate.person.student}"
        return Submission(candidate.person.student, {PATH: text, "other.py": "of no matter"})

    done = graded(executor, ledger, take=changed)
    assert executor.asked == ["cy"]
    assert [name for name, (_, before) in done.items() if not before] == ["cy"]


def test_everybody_is_graded_again_where_that_is_asked(ledger):
    graded(Scripted(), ledger)
    executor = Scripted()
    graded(executor, ledger, regrade=True)
    assert sorted(executor.asked) == sorted(NAMES)


@pytest.mark.parametrize("changed", [{"seed": 2}, {"deck_digest": "2"}, {"kit": "9"}])
def test_a_key_tells_apart_whatever_decides_a_grade(changed):
    submission = Submission("ada", {PATH: "x"})
    key = work_for("ada", submission, RECIPE).key
    assert work_for("ada", submission, replace(RECIPE, root="/elsewhere", deck="e")).key == key
    assert work_for("ada", submission, replace(RECIPE, **changed)).key != key
    assert work_for("ada", Submission("ada", {PATH: "y"}), RECIPE).key != key


@pytest.mark.parametrize("first", [Status.KIT_ERROR, GraderLostError("it died"), OSError("gone")])
def test_what_the_kit_fails_at_is_tried_once_more(ledger, first):
    executor = Scripted({"bo": [first]})
    assert graded(executor, ledger)["bo"] == (Status.GRADED, False)
    assert executor.asked.count("bo") == 2
    assert executor.asked[-1] == "bo"  # last, when what held it up may be over


def test_what_the_kit_fails_at_twice_is_kept_as_its_fault_and_tried_in_the_next_run(ledger):
    executor = Scripted({"bo": [GraderLostError("it died"), GraderLostError("again")]})
    assert graded(executor, ledger)["bo"] == (Status.KIT_ERROR, False)
    assert "again" in ledger.outcome("bo").note.en
    assert executor.asked.count("bo") == 2
    following = Scripted()
    assert graded(following, ledger)["bo"] == (Status.GRADED, False)
    assert following.asked == ["bo"]


def test_what_cannot_be_opened_is_unreadable_and_stops_nobody(ledger):
    def damaged(candidate):
        if candidate.person.student == "cy":
            raise SubmissionError("damaged", name="cy.zip")
        return take(candidate)

    done = graded(Scripted(), ledger, take=damaged)
    assert done["cy"] == (Status.UNREADABLE, False)
    assert sum(status is Status.GRADED for status, _ in done.values()) == len(NAMES) - 1
    assert ledger.outcome("cy").note.en


def test_another_kit_on_the_other_side_stops_the_run(ledger):
    executor = Scripted({"bo": [MismatchError("another torch")]})
    with pytest.raises(MismatchError):
        graded(executor, ledger, ahead=1)
    assert ledger.keys().keys() == {"ada"}


def test_no_more_than_a_few_are_in_hand(ledger):
    held, most = [], []

    class Slow(Scripted):
        def submit(self, fn, /, recipe, work):
            future = threads.submit(time.sleep, 0.02)
            held.append(future)
            most.append(sum(not each.done() for each in held))
            answer = Future()
            done = Outcome(student=work.student, key=work.key, status=Status.GRADED)
            future.add_done_callback(lambda _: answer.set_result(done))
            return answer

    with ThreadPoolExecutor(8) as threads:
        graded(Slow(), ledger, ahead=3)
    assert len(most) == len(NAMES)
    assert max(most) == 3
