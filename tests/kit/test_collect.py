"""Collecting repositories: what is taken out of each, and what becomes of those that are odd."""

import os
import subprocess

import pytest
from collecting import PLACE, SOLVED, collect, collected_files
from repositories import Link, Submodule, bare

from autograder.collecting.git import size_of
from autograder.collecting.record import State, read_collection
from autograder.language import SaidError


@pytest.fixture
def host(tmp_path):
    return tmp_path / "host"


def one(host, files, tmp_path, **options):
    """Collect one repository of some files."""
    made = bare(host / "ann.git", filters=options.pop("filters", True))
    made.push(files)
    return collect(tmp_path / "out", {"ann": made.path}, **options)["ann"]


def test_the_exercises_of_a_repository_are_taken_and_nothing_else(host, tmp_path):
    found = one(
        host, {PLACE: SOLVED, "grade.py": "evil()", "notes/x.py": "", "a.txt": ""}, tmp_path
    )
    assert (found.state, found.exercises, found.left_out) == (State.COLLECTED, 1, ())
    assert collected_files(tmp_path / "out", "ann") == {PLACE: SOLVED}


def test_exercises_are_found_wherever_a_submission_may_have_them(host, tmp_path):
    for name in ("homework/assignments/01_toy/double.py", "double.py", "assignments/work.ipynb"):
        made = bare(host / name / "ann.git")
        made.push({name: SOLVED})
        found = collect(tmp_path / "out", {"ann": made.path})["ann"]
        assert found.state is State.COLLECTED
        assert collected_files(tmp_path / "out", "ann") == {name: SOLVED}


def test_the_record_says_which_commit_was_taken_and_is_read_back(host, tmp_path):
    found = one(host, {PLACE: SOLVED}, tmp_path)
    (again,) = read_collection(tmp_path / "out").repositories
    assert again == found
    assert again.commit == again.tip == bare_tip(host)
    assert again.branch == "main"


def bare_tip(host):
    command = ["git", "-C", str(host / "ann.git"), "rev-parse", "main"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({PLACE: Link("/etc/passwd")}, "double.py is a link"),
        ({PLACE: Submodule()}, "is no ordinary file"),
        ({"assignments/01_toy": Link("../secret")}, "01_toy is a link"),
        ({"assignments": Submodule()}, "assignments is no ordinary file"),
        ({PLACE: "x" * (300 << 10)}, "is larger than 256 KB"),
    ],
)
def test_links_submodules_and_large_files_are_not_followed_or_taken(host, tmp_path, files, said):
    found = one(host, files, tmp_path)
    assert found.state is State.COLLECTED
    assert said in found.left_out[0].why
    assert collected_files(tmp_path / "out", "ann") == {}


def test_a_large_file_is_not_downloaded(host, tmp_path):
    files = {PLACE: SOLVED, "weights.bin": os.urandom(3 << 20)}
    found = one(host, files, tmp_path, file=1 << 20)
    assert found.state is State.COLLECTED
    assert size_of(tmp_path / "out" / "repositories") < 200 << 10


def test_a_transfer_that_grows_too_large_is_broken_off(host, tmp_path):
    files = {PLACE: SOLVED, "data": os.urandom(3 << 20)}
    found = one(host, files, tmp_path, filters=False, repository=2 << 20)
    assert found.state is State.TOO_LARGE
    assert "more than 2 MB" in found.notes[0]
    assert size_of(tmp_path / "out" / "repositories") < 200 << 10


def test_a_folder_of_very_many_files_beside_the_exercises_does_no_harm(host, tmp_path):
    files = {PLACE: SOLVED} | {f"data/{n}.txt": "" for n in range(12_000)}
    assert one(host, files, tmp_path).state is State.COLLECTED


def test_trees_that_unfold_without_end_are_refused(host, tmp_path):
    made = bare(host / "ann.git")
    made.push({PLACE: SOLVED})
    tree = made.git("mktree", data=b"100644 blob " + blob(made) + b"\tdouble.py\n")
    for _ in range(6):
        rows = "".join(f"040000 tree {tree}\tf{n}\n" for n in range(10))
        tree = made.git("mktree", data=rows.encode())
    top = made.git("mktree", data=f"040000 tree {tree}\tautograder\n".encode())
    commit = made.git("-c", "user.name=a", "-c", "user.email=b", "commit-tree", top, data=b"")
    made.git("update-ref", "refs/heads/main", commit)
    from autograder.collecting.integrity import Released

    released = Released({"grade.py": {"0"}})
    found = collect(tmp_path / "out", {"ann": made.path}, released=released)["ann"]
    assert found.differences is None
    assert found.state is State.NO_EXERCISES
    assert "more than 10000 files" in found.notes[0]


def blob(made):
    return made.git("hash-object", "-w", "--stdin", data=b"x").encode()


@pytest.mark.parametrize("name", ["..", ".git", "a/b", "..\\x"])
def test_a_name_in_a_tree_that_leads_elsewhere_is_passed_over(host, tmp_path, name):
    made = bare(host / "ann.git")
    made.push({PLACE: SOLVED})
    raw = f"100644 {name}".encode() + b"\0" + bytes.fromhex(blob(made).decode())
    inner = made.git("hash-object", "-w", "-t", "tree", "--literally", "--stdin", data=raw)
    top = made.git("mktree", data=f"040000 tree {inner}\tassignments\n".encode())
    commit = made.git("-c", "user.name=a", "-c", "user.email=b", "commit-tree", top, data=b"")
    made.git("update-ref", "refs/heads/main", commit)
    found = collect(tmp_path / "out", {"ann": made.path})["ann"]
    assert found.state is State.NO_EXERCISES
    assert not list(tmp_path.glob("out/submissions/*"))


def test_nothing_of_a_repository_is_run(host, tmp_path):
    """Its hooks, filters, LFS pointers, attributes, settings, submodules."""
    ran = tmp_path / "ran"
    lfs = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"
    made = bare(host / "ann.git")
    made.push(
        {
            PLACE: lfs,
            ".gitattributes": "*.py filter=evil diff=evil\n*.py filter=lfs\n",
            ".gitmodules": f'[submodule "x"]\n\tpath = x\n\turl = ext::sh -c "touch {ran}"\n',
            "x": Submodule(),
            ".lfsconfig": "[lfs]\n\turl = http://127.0.0.1:1/\n",
            ".githooks/post-checkout": f"#!/bin/sh\ntouch {ran}\n",
        }
    )
    for hook in ("post-update", "pre-receive", "post-checkout", "reference-transaction"):
        script = made.path / "hooks" / hook
        script.parent.mkdir(exist_ok=True)
        script.write_text(f"#!/bin/sh\ntouch {ran}\n")
        script.chmod(0o755)
    for name in ("core.fsmonitor", "filter.evil.smudge", "uploadpack.packObjectsHook"):
        made.git("config", name, f"touch {ran}; cat")
    found = collect(tmp_path / "out", {"ann": made.path})["ann"]
    assert found.state is State.COLLECTED
    assert collected_files(tmp_path / "out", "ann") == {PLACE: lfs}
    assert not ran.exists()


def test_the_settings_of_the_machine_and_its_user_have_no_say(host, tmp_path, monkeypatch):
    ran = tmp_path / "ran"
    home = tmp_path / "home"
    made = bare(host / "ann.git")
    made.push({PLACE: SOLVED})
    (home / "hooks").mkdir(parents=True)
    for hook in ("post-checkout", "reference-transaction"):
        (home / "hooks" / hook).write_text(f"#!/bin/sh\ntouch {ran}\n")
        (home / "hooks" / hook).chmod(0o755)
    (home / ".gitconfig").write_text(
        f'[core]\n\thooksPath = {home}/hooks\n[url "file:///nowhere/"]\n\tinsteadOf = file://\n'
    )
    monkeypatch.setenv("HOME", str(home))
    assert collect(tmp_path / "out", {"ann": made.path})["ann"].state is State.COLLECTED
    assert not ran.exists()


def test_what_is_no_repository_of_exercises_is_told_apart(host, tmp_path):
    empty, other = bare(host / "empty.git"), bare(host / "other.git")
    other.push({"README.md": "hello"})
    rows = {"ann": empty.path, "bob": other.path, "cyd": host / "none.git"}
    found = collect(tmp_path / "out", rows)
    states = {name: one.state for name, one in found.items()}
    assert states == {"ann": State.EMPTY, "bob": State.NO_EXERCISES, "cyd": State.NO_ACCESS}
    assert not list(tmp_path.glob("out/submissions/*"))


def test_another_branch_can_be_asked_for(host, tmp_path):
    made = bare(host / "ann.git")
    made.push({PLACE: "main"})
    made.push({PLACE: SOLVED}, branch="work")
    collect(tmp_path / "out", {"ann": made.path}, branch="work")
    assert collected_files(tmp_path / "out", "ann") == {PLACE: SOLVED}
    missing = collect(tmp_path / "out", {"ann": made.path}, branch="other")["ann"]
    assert (missing.state, missing.notes) == (State.EMPTY, ("It has no branch called 'other'.",))


def test_a_second_collection_brings_what_is_newer(host, tmp_path):
    made = bare(host / "ann.git")
    made.push({PLACE: "first"})
    collect(tmp_path / "out", {"ann": made.path})
    made.push({PLACE: SOLVED})
    found = collect(tmp_path / "out", {"ann": made.path}, at="2026-03-02T00:00")["ann"]
    assert collected_files(tmp_path / "out", "ann") == {PLACE: SOLVED}
    assert [sighting.commit for sighting in found.seen][-1] == found.commit
    assert len(found.seen) == 2


def test_who_is_not_collected_this_time_stays_as_they_were(host, tmp_path):
    ann, bob = bare(host / "ann.git"), bare(host / "bob.git")
    ann.push({PLACE: SOLVED})
    bob.push({PLACE: "bob"})
    collect(tmp_path / "out", {"ann": ann.path})
    collect(tmp_path / "out", {"bob": bob.path})
    names = [one.student for one in read_collection(tmp_path / "out").repositories]
    assert names == ["ann", "bob"]
    assert collected_files(tmp_path / "out", "ann") == {PLACE: SOLVED}


def test_what_a_killed_fetch_left_behind_is_no_hindrance(host, tmp_path):
    made = bare(host / "ann.git")
    made.push({PLACE: "first"})
    collect(tmp_path / "out", {"ann": made.path})
    store = tmp_path / "out" / "repositories" / "ann.git"
    for name in ("shallow.lock", "config.lock", "objects/pack/tmp_pack_x"):
        (store / name).write_text("")
    made.push({PLACE: SOLVED})
    assert collect(tmp_path / "out", {"ann": made.path})["ann"].state is State.COLLECTED


def test_a_folder_of_something_else_is_refused(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.tex").write_text("")
    with pytest.raises(SaidError, match="is not empty, and no collection"):
        collect(tmp_path / "out", {})


def test_two_runs_at_once_are_refused(tmp_path):
    from autograder.collecting.folder import collection_folder

    pytest.importorskip("fcntl", reason="this system has no locks of files")
    with (
        collection_folder(tmp_path / "out"),
        pytest.raises(SaidError, match="Another run collects"),
        collection_folder(tmp_path / "out"),
    ):
        pass
