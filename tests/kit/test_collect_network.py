"""Collecting over a network that fails, from a host that refuses, renames and limits."""

import base64
import time
from threading import Event, Thread

import pytest
from collecting import PLACE, SOLVED, collect, collect_sources, collected_files, places
from fake_github import TOKEN, Hosted, answers, fake_github, hang_up
from repositories import bare

from autograder.collecting.git import GitError, Transfer, run_git
from autograder.collecting.github import HostError
from autograder.collecting.record import State
from autograder.collecting.sources import from_owner


@pytest.fixture
def host():
    with fake_github() as running:
        yield running


@pytest.fixture
def add(host, tmp_path):
    """Put a solved repository on the host."""

    def put(name, **told):
        made = bare(tmp_path / "host" / f"{name.replace('/', '-')}.git")
        made.push({PLACE: SOLVED})
        host.repositories[name] = Hosted(made.path, **told)
        return made

    return put


def got(host, rows, tmp_path, *, token="", **options):
    environment = host.environment | ({"GITHUB_TOKEN": token} if token else {})
    where = places(environment, **options)
    return collect(tmp_path / "out", rows, where=where)


def test_a_private_repository_needs_a_token(host, add, tmp_path):
    add("course/kata-ann", private=True)
    rows = {"ann": "course/kata-ann"}
    refused = got(host, rows, tmp_path)["ann"]
    assert refused.state is State.NO_ACCESS
    assert "set GITHUB_TOKEN" in refused.notes[0]
    assert got(host, rows, tmp_path, token=TOKEN)["ann"].state is State.COLLECTED
    assert collected_files(tmp_path / "out", "ann") == {PLACE: SOLVED}


def test_the_token_stands_in_no_address_no_file_and_goes_to_no_other_host(host, add, tmp_path):
    add("course/kata-ann", private=True)
    with fake_github() as other:
        other.repositories["x/y"] = host.repositories["course/kata-ann"]
        rows = {"ann": "course/kata-ann", "bob": f"{other.url}/x/y.git"}
        found = got(host, rows, tmp_path, token=TOKEN)
        assert found["bob"].state is State.NO_ACCESS
        assert not [headers for _, headers in other.asked if "Authorization" in headers]
    secret = base64.b64encode(f"x-access-token:{TOKEN}".encode()).decode()
    assert [h for _, h in host.asked if h.get("Authorization") == f"Basic {secret}"]
    for path, _ in host.asked:
        assert TOKEN not in path
    for file in (tmp_path / "out").rglob("*"):
        if file.is_file():
            held = file.read_bytes()
            assert TOKEN.encode() not in held
            assert secret.encode() not in held


def test_a_token_is_not_carried_along_to_another_host(host, tmp_path):
    with fake_github() as other:
        there = answers(301, Location=f"{other.url}/api/v3/repos/course/kata-ann")
        host.failures["kata-ann"] += [there] * 4
        found = got(host, {"ann": "course/kata-ann"}, tmp_path, token=TOKEN)["ann"]
        assert found.state is State.NOT_FETCHED
        assert other.asked == []


def test_a_refused_token_is_told(host, add, tmp_path):
    add("course/kata-ann")
    host.failures["/repos/"].append(answers(401))
    found = got(host, {"ann": "course/kata-ann"}, tmp_path, token="old")["ann"]
    assert found.state is State.NO_ACCESS
    assert "refuses the token" in found.notes[0]


def test_a_renamed_repository_is_followed_and_told(host, add, tmp_path):
    add("course/ann-kata")
    host.renamed["course/kata-ann"] = "course/ann-kata"
    found = got(host, {"ann": "course/kata-ann"}, tmp_path)["ann"]
    assert (found.state, found.renamed_to) == (State.COLLECTED, "course/ann-kata")


@pytest.mark.parametrize("where", ["/api/v3/repos", "info/refs", "git-upload-pack"])
@pytest.mark.parametrize("failure", [hang_up, answers(502)])
def test_what_the_network_fails_once_is_tried_again(host, add, tmp_path, where, failure):
    add("course/kata-ann")
    host.failures[where].append(failure)
    pauses = []
    found = got(host, {"ann": "course/kata-ann"}, tmp_path, pauses=pauses)["ann"]
    assert found.state is State.COLLECTED
    assert pauses == [1.0]


def test_what_the_network_fails_for_good_is_reported_and_the_rest_goes_on(host, add, tmp_path):
    for name in ("ann", "bob", "cyd"):
        add(f"course/kata-{name}")
    rows = {name: f"course/kata-{name}" for name in ("ann", "bob", "cyd")}
    host.failures["kata-bob.git/git-upload-pack"] += [hang_up] * 20
    found = got(host, rows, tmp_path)
    states = [found[name].state for name in rows]
    assert states == [State.COLLECTED, State.NOT_FETCHED, State.COLLECTED]
    assert found["bob"].state.unsettled
    assert not (tmp_path / "out" / "submissions" / "bob").exists()


def test_what_was_collected_before_stays_when_the_network_fails(host, add, tmp_path):
    add("course/kata-ann")
    rows = {"ann": "course/kata-ann"}
    before = got(host, rows, tmp_path)["ann"]
    host.failures["kata-ann"] += [hang_up] * 20
    found = got(host, rows, tmp_path)["ann"]
    assert (found.state, found.kept, found.commit) == (State.NOT_FETCHED, True, before.commit)
    assert collected_files(tmp_path / "out", "ann") == {PLACE: SOLVED}
    assert found.seen == before.seen


def test_a_limit_of_requests_is_waited_for_as_long_as_the_host_says(host, add, tmp_path):
    add("course/kata-ann")
    reset = str(int(time.time()) + 40)
    host.failures["/repos/"] += [
        answers(403, X_RateLimit_Remaining="0", X_RateLimit_Reset=reset),
        answers(429, Retry_After="7"),
    ]
    pauses = []
    found = got(host, {"ann": "course/kata-ann"}, tmp_path, pauses=pauses, tries=3)["ann"]
    assert found.state is State.COLLECTED
    assert pauses[0] == pytest.approx(41, abs=5)
    assert pauses[1] == 7


def test_a_limit_that_lasts_too_long_is_told_and_costs_nobody_points(host, add, tmp_path):
    add("course/kata-ann")
    reset = str(int(time.time()) + 3000)
    host.failures["/repos/"].append(
        answers(403, X_RateLimit_Remaining="0", X_RateLimit_Reset=reset)
    )
    found = got(host, {"ann": "course/kata-ann"}, tmp_path)["ann"]
    assert found.state is State.NOT_FETCHED
    assert "no more requests for 50 minutes" in found.notes[0]


def test_an_answer_that_is_none_is_no_fault_of_the_student(host, add, tmp_path):
    add("course/kata-ann")
    host.failures["/repos/"].append(lambda request: request.send(200, b"<html>"))
    assert got(host, {"ann": "course/kata-ann"}, tmp_path)["ann"].state is State.NOT_FETCHED


def test_the_repositories_of_an_organisation_are_found_by_their_prefix(host, add, tmp_path):
    for name in ("kata-ann", "kata-Bob", "kata", "katana", "other-ann", "kata-cyd-1"):
        add(f"course/{name}")
    where = places(host.environment, owner="course")
    found = collect_sources(tmp_path / "out", from_owner(where, "kata-", None), where)
    assert set(found) == {"ann", "Bob", "cyd-1"}
    assert len([path for path, _ in host.asked if "/orgs/" in path]) == 3  # pages


def test_a_roster_says_whose_are_collected_and_who_has_none(host, add, tmp_path):
    add("course/kata-ann")
    add("course/kata-guest")
    where = places(host.environment, owner="course")
    students = {"Ann": None, "zoe": None}
    found = collect_sources(tmp_path / "out", from_owner(where, "kata", students), where)
    states = {name: one.state for name, one in found.items()}
    assert states == {"Ann": State.COLLECTED, "zoe": State.NO_REPOSITORY}


def test_an_organisation_that_nobody_knows_is_an_error(host):
    with pytest.raises(HostError, match="set GITHUB_TOKEN"):
        list(places(host.environment, owner="nobody").github.repositories("nobody"))


def test_a_transfer_ends_at_its_limit_of_time_and_when_it_is_stopped(tmp_path):
    slow = ["-c", "alias.wait=!sleep 60", "wait"]
    with pytest.raises(GitError, match=r"no answer within 0\.2 seconds"):
        run_git(slow, folder=tmp_path, transfer=Transfer(seconds=0.2))
    stop = Event()
    Thread(target=lambda: (time.sleep(0.2), stop.set())).start()
    start = time.monotonic()
    with pytest.raises(GitError, match="stopped"):
        run_git(slow, folder=tmp_path, transfer=Transfer(stop=stop))
    assert time.monotonic() - start < 30
