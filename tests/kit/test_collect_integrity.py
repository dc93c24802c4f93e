"""What a student should not change is compared with what was handed out, and never run."""

import pytest
from collecting import PLACE, SOLVED, collect
from repositories import Link, Submodule, bare

from autograder.collecting.integrity import read_released
from autograder.collecting.record import State
from autograder.language import SaidError
from autograder.manifest import NAME, Manifest, digest, encoded

HANDED_OUT = {
    "grade.py": "print('grade')\n",
    "autograder/engine.py": "ENGINE = 1\n",
    "tests/properties/01_toy/test_double.py": "def test(): ...\n",
    ".github/workflows/classroom.yml": "name: Grade\n",
    "practice.deck": "deck",
    "README.md": "Read me.\n",
    PLACE: "raise NotImplementedError\n",
}


def manifest(files, **changed):
    hashes = {path: digest(text.encode()) for path, text in (files | changed).items()}
    return encoded(Manifest("0.1.0", ("01_toy",), "deck", hashes)).decode()


@pytest.fixture
def released(tmp_path):
    folder = tmp_path / "released"
    (folder / "autograder").mkdir(parents=True)
    (folder / NAME).write_text(manifest(HANDED_OUT))
    return folder


def differences(tmp_path, released, **changed):
    """What is told of a copy in which some files were changed; None takes one away."""
    files = HANDED_OUT | {NAME: manifest(HANDED_OUT), PLACE: SOLVED} | changed
    made = bare(tmp_path / "host" / "ann.git")
    made.push({path: what for path, what in files.items() if what is not None})
    folders = released if isinstance(released, list) else [released]
    found = collect(tmp_path / "out", {"ann": made.path}, released=read_released(folders))["ann"]
    assert found.state is State.COLLECTED
    return {difference.path: difference.how for difference in found.differences}


def test_a_copy_in_which_only_exercises_and_pages_changed_is_as_it_was(tmp_path, released):
    changed = {
        "README.md": "Mine.",
        "notes/a.py": "",
        "assignments/scratch.py": "x",
        "todo.txt": "",
    }
    assert differences(tmp_path, released, **changed) == {}


@pytest.mark.parametrize(
    ("path", "what", "how"),
    [
        ("grade.py", "print('100 of 100')", "changed"),
        ("autograder/engine.py", "ENGINE = 2\n", "changed"),
        ("autograder/engine.py", Link("/etc/passwd"), "changed"),
        ("autograder/engine.py", Submodule(), "changed"),
        (NAME, "{}", "changed"),
        (".github/workflows/classroom.yml", "name: Mine\n", "changed"),
        ("practice.deck", None, "missing"),
        ("tests/properties/01_toy/test_double.py", None, "missing"),
        (".github/workflows/mine.yml", "name: Mine\n", "added"),
        ("autograder/sitecustomize.py", "", "added"),
        ("tests/conftest.py", "", "added"),
        ("torch.py", "", "added"),
    ],
)
def test_what_was_changed_taken_away_or_added_is_told(tmp_path, released, path, what, how):
    assert differences(tmp_path, released, **{path: what}) == {path: how}


def test_the_ends_of_lines_that_an_editor_changes_are_no_difference(tmp_path, released):
    changed = {"grade.py": HANDED_OUT["grade.py"].replace("\n", "\r\n")}
    assert differences(tmp_path, released, **changed) == {}


def test_what_python_leaves_behind_is_no_difference(tmp_path, released):
    changed = {"autograder/__pycache__/x.pyc": "", "torch_kata.egg-info/x.py": ""}
    assert differences(tmp_path, released, **changed) == {}


def test_a_copy_may_be_as_in_any_of_several_releases(tmp_path, released):
    newer = tmp_path / "newer.json"
    new = {"grade.py": "print('newer')\n"}
    newer.write_text(manifest(HANDED_OUT, **new))
    told = differences(tmp_path, [released, newer], **new, **{NAME: newer.read_text()})
    assert told == {}


def test_what_was_not_compared_is_not_called_unchanged(tmp_path):
    made = bare(tmp_path / "host" / "ann.git")
    made.push({PLACE: SOLVED})
    assert collect(tmp_path / "out", {"ann": made.path})["ann"].differences is None


@pytest.mark.parametrize("text", ["", "{}", "not json"])
def test_what_is_no_release_is_refused(tmp_path, text):
    (tmp_path / "release.json").write_text(text)
    with pytest.raises(SaidError, match="tells of no student's copy"):
        read_released([tmp_path / "release.json"])
