"""`python grade.py collect` as an instructor calls it, and the workflow that it writes."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
import yaml
from fake_github import TOKEN, Hosted, fake_github
from repositories import bare

from autograder.collecting.git import Remote, environment
from autograder.collecting.workflow import marks_workflow
from autograder.exercise import House
from autograder.language import SaidError

HOUSE = House()
PLACE = "assignments/02_creation/uniform.py"
SOLVED = (HOUSE.root / "tests/submissions/complete/02_creation/uniform.py").read_text()


@pytest.fixture
def collect(cli):
    """Call it with a GitHub in its environment."""

    def call(host, *arguments, **more):
        told = host.environment | {"TORCH_KATA_LANG": "en", "COLUMNS": "100"} | more
        return cli("collect", *arguments, env={**os.environ, **told})

    return call


def hosted(host, tmp_path, name, files, at="2026-01-20T10:00:00Z"):
    made = bare(tmp_path / "host" / name)
    told = host.repositories[f"course/kata-{name}"] = Hosted(made.path)
    if files:
        told.pushed(made.push(files), at)
    return told


def test_a_class_is_collected_and_whoever_needs_a_look_is_named(collect, tmp_path):
    forged = {PLACE: "::error::forged", "::notice::x.py": ""}
    with fake_github() as host:
        hosted(host, tmp_path, "ann", {PLACE: SOLVED})
        hosted(host, tmp_path, "bob", {PLACE: SOLVED}, at="2026-02-03T00:00:00Z")
        hosted(host, tmp_path, "cyd", forged)
        hosted(host, tmp_path, "dee", {}).private = True
        words = ["--org", "course", "--prefix", "kata", "--deadline", "2026-02-01T00:00Z"]
        done = collect(host, tmp_path / "out", *words, "--tries", 1)
    said = done.stdout.splitlines()
    assert done.returncode == 1, done.stderr
    assert said[0].split() == ["bob", "late", "Nothing", "had", "been", "pushed", "by", "then."]
    assert "no access" in said[1]
    assert "2 of 4 collected into" in said[2]
    assert "1 could not be fetched. Run the same again to get them." in said[3]
    assert said[4].startswith("Next: python grade.py batch")
    assert (tmp_path / "out" / "submissions" / "ann" / PLACE).read_text() == SOLVED
    record = json.loads((tmp_path / "out" / "collected.json").read_bytes())
    ann = record["repositories"][0]
    assert (ann["evidence"], ann["pushed_at"]) == ("github_activity", "2026-01-20T10:00:00Z")
    assert not [line for line in said if line.lstrip().startswith("::")]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Say which repositories"),
        (["--org", "course"], "Say which repositories"),
        (["--list", "missing.csv"], "missing.csv cannot be read: No such file"),
        (["--list", "{list}", "--roster", "r.csv"], "name that too"),
        (["--list", "{list}", "--deadline", "soon"], "'soon' is no time"),
        (["--list", "{list}", "--released", "{list}"], "tells of no student's copy"),
        (["--list", "{list}"], "add --local"),
        (["--list", "{empty}"], "There is no repository to collect"),
        (["--org", "nobody", "--prefix", "kata"], "The repositories of nobody cannot be listed"),
    ],
)
def test_what_cannot_be_collected_gets_one_sentence(collect, tmp_path, arguments, sentence):
    (tmp_path / "list").write_text("/srv/ann.git ann\n")
    (tmp_path / "empty").write_text("# nobody yet\n")
    facts = {"list": tmp_path / "list", "empty": tmp_path / "empty"}
    with fake_github() as host:
        words = [word.format(**facts) for word in arguments]
        done = collect(host, tmp_path / "out", *words, GITHUB_TOKEN=TOKEN)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_ctrl_c_keeps_what_was_collected_and_leaves_no_process(tmp_path):
    with fake_github() as host:
        hosted(host, tmp_path, "ann", {PLACE: SOLVED})
        hosted(host, tmp_path, "bob", {PLACE: SOLVED})
        host.failures["kata-bob.git"] += [lambda request: time.sleep(2)]
        words = [sys.executable, "grade.py", "collect", str(tmp_path / "out"), "--jobs", "2"]
        words += ["--org", "course", "--prefix", "kata"]
        told = {**os.environ, **host.environment, "TORCH_KATA_LANG": "en"}
        process = subprocess.Popen(words, cwd=HOUSE.root, env=told, stdout=subprocess.PIPE)
        until = time.monotonic() + 60
        while not (tmp_path / "out/submissions/ann").exists() and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"1 of 2 collected into" in out
    assert b"Stopped: 1 were not looked at." in out
    record = json.loads((tmp_path / "out" / "collected.json").read_bytes())
    assert [one["student"] for one in record["repositories"]] == ["ann"]


def test_a_workflow_is_written_that_does_the_same_every_night(collect, tmp_path):
    path = tmp_path / ".github" / "workflows" / "marks.yml"
    words = ["--org", "course", "--prefix", "kata", "--deadline", "2026-02-01T00:00Z"]
    with fake_github() as host:
        done = collect(host, "marks", *words, "--workflow", path, TZ="Asia/Shanghai")
        assert (done.returncode, host.asked) == (0, [])
    run = steps_of(yaml.safe_load(path.read_text()))["Collect"]["run"]
    same = "--org course --prefix kata --deadline 2026-02-01T08:00:00+08:00"
    assert run == f"python grade.py collect marks {same} || test $? -eq 1\n"


def workflow(*words):
    return yaml.safe_load(marks_workflow("marks", words))


def steps_of(text):
    return {step.get("name", step.get("run")): step for step in text["jobs"]["marks"]["steps"]}


def test_each_step_of_the_workflow_has_the_one_secret_that_it_needs():
    text = workflow("--org", "course", "--prefix", "kata")
    held = {
        name: {value for value in step.get("env", {}).values() if "secrets." in value}
        for name, step in steps_of(text).items()
    }
    assert {name: len(secrets) for name, secrets in held.items() if secrets} == {
        "Collect": 1,
        "Grade": 1,
    }
    assert held["Collect"] != held["Grade"]
    assert text["permissions"] == {"contents": "read"}
    assert set(text[True]) == {"schedule", "workflow_dispatch"}  # YAML takes `on` for a truth
    assert "env" not in text
    assert "env" not in text["jobs"]["marks"]


def test_the_words_of_the_workflow_are_quoted_for_its_shell():
    run = steps_of(workflow("--prefix", "a b; $(touch x)"))["Collect"]["run"]
    assert "--prefix 'a b; $(touch x)' || test $? -eq 1" in run


@pytest.mark.parametrize("word", ["${{ secrets.X }}", "a\nb"])
def test_a_word_that_a_workflow_would_replace_is_refused(word):
    with pytest.raises(SaidError, match="cannot stand in a workflow"):
        marks_workflow("marks", ["--prefix", word])


def test_git_is_told_no_secret_but_the_password_of_the_repository(monkeypatch):
    for name in ("GITHUB_TOKEN", "GH_TOKEN", "TORCH_KATA_DECK_KEY", "GIT_DIR", "GIT_TRACE_CURL"):
        monkeypatch.setenv(name, "the-secret")
    remote = Remote("https://example.org/a.git", "user", "password")
    for told in (environment(), environment(remote)):
        assert "the-secret" not in told.values()
    assert environment()["GIT_ALLOW_PROTOCOL"] == "none"
    assert environment(remote)["GIT_ALLOW_PROTOCOL"] == "https"
