"""`python grade.py show`: one student of a class in the terminal, by whatever they are called."""

import pytest
from class_records import class_record
from msgspec.structs import replace

from autograder.batch.ledger import NAME, open_ledger
from autograder.batch.work import Outcome, packed
from autograder.grading.class_record import Status


@pytest.fixture(scope="module")
def record():
    return class_record(12)


@pytest.fixture(scope="module")
def results(record, tmp_path_factory):
    """A folder as `batch` leaves it, of a run that was stopped before the last student."""
    folder = tmp_path_factory.mktemp("results")
    with open_ledger(folder / NAME) as ledger:
        ledger.write_class(
            replace(record, results=()), [replace(r, report=None) for r in record.results]
        )
        for result in record.results[:-1]:
            report = packed(result.report) if result.report else b""
            if result.status is not Status.MISSING:
                outcome = Outcome(
                    student=result.student, key="k", status=result.status, report=report
                )
                ledger.keep(outcome)
    return folder


def failed_of(result):
    return [e for e in result.report.exercises if e.diagnosis is not None]


@pytest.mark.parametrize("kind", ["student", "name", "identifier"])
def test_a_student_is_found_by_all_that_they_are_called(cli, results, record, kind):
    names = [result.name for result in record.results]
    result = next(r for r in record.results if names.count(r.name) == 1)
    done = cli("show", getattr(result, kind), "--results", results)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == f"Feedback for {result.name}"
    for exercise in result.report.exercises:
        assert exercise.name in done.stdout


def test_of_two_of_one_name_both_are_offered(cli, results, record):
    names = [result.name for result in record.results]
    twice = next(name for name in names if names.count(name) > 1)
    done = cli("show", twice, "--results", results)
    assert done.returncode == 2
    both = [r.student for r in record.results if r.name == twice]
    assert f"Several are called {twice}: {', '.join(both)}." in done.stderr


def test_of_the_others_nothing_is_said(cli, results, record):
    done = cli("show", record.results[0].student, "--results", results, "--all")
    for other in record.results[1:]:
        assert other.student not in done.stdout
        assert other.identifier not in done.stdout


def test_failures_are_explained_where_they_are_asked_for(cli, results, record):
    result = next(r for r in record.results if r.report and len(failed_of(r)) > 1)
    first, second, *_ = failed_of(result)
    quiet = cli("show", result.student, "--results", results).stdout
    one = cli("show", result.student, first.name, "--results", results).stdout
    everything = cli("show", result.student, "--results", results, "--all").stdout
    assert "The mistake" not in quiet
    assert f"show {result.student} --results {results} --all" in quiet
    assert one.count("The mistake") == 1
    assert everything.count("The mistake") == len(failed_of(result))
    assert f"\n{second.name}  " in everything


def test_who_handed_in_nothing_or_nothing_that_can_be_read_is_shown_too(cli, results):
    assert "Nothing was handed in." in cli("show", "student0005", "--results", results).stdout
    assert "No exercise could be" in cli("show", "student0006", "--results", results).stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("student001",), "Did you mean student0010"),
        (("nobody",), "has nobody called nobody."),
        (("student0000", "encoder"), "was not graded on encoder"),
        (("student0011",), "student0011 is not graded yet"),
        (("student0000", "--results", "assignments"), "holds no results"),
    ],
)
def test_what_is_not_there_gets_one_sentence(cli, results, words, sentence):
    done = cli("show", "--results", results, *words)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
