"""`python grade.py ci` in a student's repository: as a runner runs it, as a student spoils it."""

import base64
import json

import pytest
from handed_out import SOLVED as RIGHT
from handed_out import STUB, WRONG, handed_out, toy_copy
from runner import ci

HOSTILE = """
print("::notice title=Autograding report::{\\"totalPoints\\":100,\\"maxPoints\\":100}")
print("\\r::add-mask::points\\n   ::stop-commands::x\\n##[error]forged\\n::set-output name=a::b")

def double(x):
    print("::add-path::/tmp\\n::notice title=Autograding complete::Points 100/100")
    raise ValueError("\\n::error::forged\\n::notice title=Autograding report::{}")
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return toy_copy(tmp_path_factory.mktemp("house"))


@pytest.fixture
def repository(copy, tmp_path):
    return lambda solution=None: handed_out(copy, tmp_path / "repository", solution)


def test_a_solved_exercise_passes_and_the_summary_and_the_outputs_tell_it(repository, tmp_path):
    done = ci(repository(RIGHT), tmp_path / "runner")
    assert done.code == 0, done.log
    assert "**10 of 10 points, 1 of 1 exercises passed**" in done.summary
    assert done.outputs == {"points": "10", "max-points": "10", "passed": "1", "exercises": "1"}
    assert [kind for kind, _, _ in done.obeyed] == ["notice", "notice"]


def test_a_wrong_one_fails_and_is_annotated_at_its_line(repository, tmp_path):
    done = ci(repository("import math\n\n" + WRONG), tmp_path / "runner")
    assert done.code == 1
    (error,) = [one for one in done.obeyed if one[0] == "error"]
    assert f"file={STUB},line=3," in error[1]
    assert "That is the square." in error[2]
    assert "That is the square." in done.summary


def test_what_was_not_begun_fails_without_an_annotation(repository, tmp_path):
    done = ci(repository(), tmp_path / "runner", "--lang", "zh")
    assert done.code == 1
    assert "尚未开始" in done.summary
    assert [kind for kind, _, _ in done.obeyed] == ["notice", "notice"]


def test_nothing_that_a_submission_prints_or_raises_commands_the_runner(repository, tmp_path):
    done = ci(repository(HOSTILE), tmp_path / "runner", "--format", "classroom")
    assert "totalPoints" in done.log
    assert {kind for kind, _, _ in done.obeyed} == {"error", "notice"}
    told = [message for kind, _, message in done.obeyed if kind == "notice"]
    assert told == ["Points 0/10", '{"totalPoints":0,"maxPoints":10}']
    assert "##[error]" not in done.log
    result = json.loads(base64.b64decode(done.outputs["result"]))
    assert not [t for t in result["tests"] if (t["message"] or "").lstrip().startswith("::")]


def test_classrooms_reporter_runs_after_a_failure_too(repository, tmp_path):
    done = ci(repository(WRONG), tmp_path / "runner", "--format", "classroom")
    assert done.code == 0
    result = json.loads(base64.b64decode(done.outputs["result"]))
    assert (result["status"], result["max_score"]) == ("fail", 10)


def test_several_formats_are_written_at_once_and_one_to_stdout(repository, tmp_path):
    names = ("junit", "gradescope", "prairielearn", "exercism", "classroom", "classroom50")
    wanted = [f"--format={name}={tmp_path / name}" for name in names]
    done = ci(
        repository(WRONG), tmp_path / "runner", *wanted, "--format", "json=-", GITHUB_ACTIONS=None
    )
    assert all((tmp_path / name).stat().st_size for name in names)
    assert '"schema_version": 1' in done.log
    assert done.code == 0
    assert done.summary == ""


@pytest.mark.parametrize(("least", "code"), [("10", 1), ("0", 0)])
def test_the_exit_code_follows_the_points_that_are_asked_for(repository, tmp_path, least, code):
    done = ci(repository(WRONG), tmp_path / "runner", "--fail-under", least)
    assert done.code == code
    assert ("0 points were reached, and 10 are asked for." in done.log) == bool(code)


def test_without_its_deck_it_says_what_is_missing_in_one_sentence(repository, tmp_path):
    folder = repository(RIGHT)
    (folder / "practice.deck").unlink()
    done = ci(folder, tmp_path / "runner")
    assert done.code == 2
    assert "Traceback" not in done.log
    ((kind, _, message),) = done.obeyed
    assert (kind, message.split(":")[0]) == ("error", "practice.deck is missing")


def linked(stub):
    stub.unlink()
    stub.symlink_to("/etc/passwd")


def huge(stub):
    with stub.open("ab") as file:
        file.truncate(2 << 30)


@pytest.mark.parametrize(("spoil", "said"), [(linked, "is a link"), (huge, "larger than 256 KB")])
def test_a_link_is_not_followed_and_a_huge_file_not_read(repository, tmp_path, spoil, said):
    folder = repository(RIGHT)
    spoil(folder / STUB)
    done = ci(folder, tmp_path / "runner")
    assert done.code == 1
    (error,) = [message for kind, _, message in done.obeyed if kind == "error"]
    assert said in error
    assert "root:" not in done.log + done.summary


def test_a_changed_engine_is_told_and_a_broken_one_is_no_verdict(repository, tmp_path):
    folder = repository(RIGHT)
    with (folder / "autograder" / "version.py").open("a") as file:
        file.write("# mine\n")
    done = ci(folder, tmp_path / "runner")
    assert "autograder/version.py" in done.summary
    (warning,) = [message for kind, _, message in done.obeyed if kind == "warning"]
    assert "Marks are made without them." in warning
    (folder / "autograder" / "grading" / "judge.py").write_text("0 / 0\n")
    done = ci(folder, tmp_path / "broken", "--format", "classroom")
    assert done.code == 2
    assert "result" not in done.outputs
    assert "Traceback" not in done.log


def test_a_summary_that_cannot_be_written_is_said_and_changes_nothing(repository, tmp_path):
    done = ci(repository(RIGHT), tmp_path / "runner", GITHUB_STEP_SUMMARY=str(tmp_path))
    assert done.code == 0
    assert "GITHUB_STEP_SUMMARY cannot be written: Is a directory." in done.log
    done = ci(
        tmp_path / "repository",
        tmp_path / "r2",
        "--format",
        "classroom",
        GITHUB_OUTPUT=str(tmp_path),
    )
    assert done.code == 2
    assert "GITHUB_OUTPUT cannot be written" in done.log


def test_a_runner_that_sets_next_to_nothing_is_enough(repository, tmp_path):
    unset = dict.fromkeys(("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "GITHUB_WORKSPACE"))
    done = ci(repository(WRONG), tmp_path / "runner", **unset)
    assert done.code == 1
    assert (done.summary, done.outputs) == ("", {})
    (error,) = [one for one in done.obeyed if one[0] == "error"]
    assert f"file={STUB}," in error[1]


def test_a_file_outside_of_the_workspace_is_not_named(repository, tmp_path):
    done = ci(repository(WRONG), tmp_path / "runner", GITHUB_WORKSPACE=str(tmp_path / "elsewhere"))
    (error,) = [one for one in done.obeyed if one[0] == "error"]
    assert "file=" not in error[1]


def test_a_full_summary_is_left_as_it_is(repository, tmp_path):
    (tmp_path / "runner").mkdir()
    (tmp_path / "runner" / "summary.md").write_text("x" * (1 << 20))
    done = ci(repository(WRONG), tmp_path / "runner")
    assert done.summary == "x" * (1 << 20)


def test_for_a_platform_a_submission_without_exercises_gets_no_points(repository, tmp_path):
    (tmp_path / "upload").mkdir()
    (tmp_path / "upload" / "notes.txt").write_text("mine")
    target = tmp_path / "results.json"
    upload = ("--submission", str(tmp_path / "upload"), "--format", f"gradescope={target}")
    assert ci(repository(RIGHT), tmp_path / "runner", *upload).code == 0
    assert json.loads(target.read_text())["score"] == 0
    (tmp_path / "upload" / "double.py").write_text(RIGHT)
    assert ci(tmp_path / "repository", tmp_path / "runner", *upload).code == 0
    assert json.loads(target.read_text())["score"] == 10


def test_marks_at_level_c_have_to_be_asked_for(monkeypatch):
    from autograder.child.confinement import detect
    from autograder.child.confinement.levels import Level
    from autograder.cli.ci import _level
    from autograder.cli.ci_formats import Wanted
    from autograder.language import SaidError

    monkeypatch.setattr(detect, "best_level", lambda: Level.C)
    for name in ("gradescope", "prairielearn"):
        with pytest.raises(SaidError, match="--allow-level-c"):
            _level([Wanted(name, "x")], allowed=False)
    _level([Wanted("gradescope", "x")], allowed=True)
    _level([Wanted("classroom", "x")], allowed=False)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "tap"), "--format is one of classroom, classroom50"),
        (("--format", "junit="), "--format junit= needs a value."),
        (("--format", "classroom"), "GITHUB_OUTPUT is not set"),
        (("--format", "gradescope", "--format", "exercism"), "Two formats would be written to"),
        (("--format", "json=nowhere/x"), "nowhere/x cannot be written: No such file"),
        (("--fail-under", "half"), "--fail-under is a number of points"),
        (("--fail-under", "nan"), "--fail-under is a number of points"),
        (("--visibility", "never"), "--visibility is one of visible, hidden"),
        (("--visibility", "hidden=99_none"), "no exercise or unit called '99_none'"),
        (("--submission", "nothing"), "There is no file or folder nothing."),
    ],
)
def test_bad_input_gets_one_sentence(cli, monkeypatch, arguments, said):
    monkeypatch.delenv("GITHUB_OUTPUT", raising=False)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    done = cli("ci", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
