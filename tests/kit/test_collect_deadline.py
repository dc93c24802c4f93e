"""Which commit counts at a deadline: the last that was pushed by then, whatever commits claim."""

from datetime import timedelta

import pytest
from collecting import PLACE, collect, collected_files, places, utc
from fake_github import Hosted, fake_github
from repositories import bare

from autograder.collecting.pushes import by_sightings
from autograder.collecting.record import Evidence, Sighting, State

DEADLINE = "2026-02-01T00:00"
IN_TIME = "2026-01-20T10:00:00Z"
LATE = "2026-02-02T10:00:00Z"
FORGED = "2026-01-01T00:00"  # what a commit may say of itself


@pytest.fixture
def host():
    with fake_github() as running:
        yield running


@pytest.fixture
def hosted(host, tmp_path):
    """A repository on GitHub, and what GitHub says of it."""
    told = host.repositories["course/kata-ann"] = Hosted(tmp_path / "host" / "ann.git")
    return bare(told.folder), told


def collected(host, tmp_path, **options):
    options = {"deadline": DEADLINE} | options
    rows = {"ann": "course/kata-ann"}
    return collect(tmp_path / "out", rows, where=places(host.environment), **options)["ann"]


def taken(tmp_path):
    return collected_files(tmp_path / "out", "ann").get(PLACE)


def test_github_vouches_for_the_last_push_before_it(host, hosted, tmp_path):
    made, told = hosted
    told.pushed(made.push({PLACE: "first"}), "2026-01-10T10:00:00Z")
    told.pushed(made.push({PLACE: "in time"}), IN_TIME)
    told.pushed(made.push({PLACE: "too late"}), LATE)
    found = collected(host, tmp_path)
    assert taken(tmp_path) == "in time"
    assert (found.evidence, found.pushed_at) == (Evidence.GITHUB_ACTIVITY, utc(IN_TIME[:-1]))
    assert found.evidence.vouched
    assert found.tip != found.commit


def test_a_commit_that_claims_to_be_older_than_its_push_is_late_all_the_same(
    host, hosted, tmp_path
):
    made, told = hosted
    told.pushed(made.push({PLACE: "in time"}), IN_TIME)
    told.pushed(made.push({PLACE: "forged"}, says=FORGED), LATE)
    collected(host, tmp_path)
    assert taken(tmp_path) == "in time"


def test_what_a_later_push_overwrote_still_counts(host, hosted, tmp_path):
    made, told = hosted
    told.pushed(made.push({PLACE: "in time"}), IN_TIME)
    told.pushed(made.push({PLACE: "rewritten"}, says=FORGED, fresh=True), LATE, kind="force_push")
    found = collected(host, tmp_path)
    assert taken(tmp_path) == "in time"
    assert found.state is State.COLLECTED


def test_what_a_push_overwrote_before_it_does_not_count(host, hosted, tmp_path):
    made, told = hosted
    told.pushed(made.push({PLACE: "first"}), "2026-01-10T10:00:00Z")
    told.pushed(made.push({PLACE: "rewritten"}, fresh=True), IN_TIME, kind="force_push")
    collected(host, tmp_path)
    assert taken(tmp_path) == "rewritten"


def test_who_pushed_only_later_is_late(host, hosted, tmp_path):
    made, told = hosted
    told.pushed(made.push({PLACE: "forged"}, says=FORGED), LATE, kind="branch_creation")
    found = collected(host, tmp_path)
    assert found.state is State.LATE
    assert taken(tmp_path) is None


def test_a_repository_that_was_made_later_is_late(host, hosted, tmp_path):
    made, told = hosted
    made.push({PLACE: "forged"}, says=FORGED)
    told.created_at = told.pushed_at = LATE
    assert collected(host, tmp_path).state is State.LATE


def test_a_branch_that_was_not_there_at_the_deadline_is_late(host, hosted, tmp_path):
    made, told = hosted
    commit = made.push({PLACE: "first"})
    told.pushed(commit, "2026-01-10T10:00:00Z")
    told.pushed("0" * 40, IN_TIME, kind="branch_deletion")
    told.pushed(commit, LATE, kind="branch_creation")
    assert collected(host, tmp_path).state is State.LATE


def test_what_a_repository_was_made_with_counts_where_nothing_was_pushed_in_time(
    host, hosted, tmp_path
):
    made, told = hosted
    first = made.push({PLACE: "handed out"})
    told.pushed(made.push({PLACE: "late"}), LATE)
    told.activity[0]["before"] = first
    found = collected(host, tmp_path)
    assert (taken(tmp_path), found.evidence) == ("handed out", Evidence.GITHUB_ACTIVITY)


def test_the_time_of_the_last_push_of_all_is_enough_where_it_is_in_time(host, hosted, tmp_path):
    made, told = hosted
    made.push({PLACE: "in time"})
    told.pushed_at = IN_TIME
    found = collected(host, tmp_path)
    assert (taken(tmp_path), found.evidence) == ("in time", Evidence.GITHUB_PUSHED_AT)


def test_a_github_that_tells_no_pushes_leaves_it_to_what_was_seen(host, hosted, tmp_path):
    made, told = hosted
    made.push({PLACE: "in time"})
    told.pushed_at = IN_TIME
    collected(host, tmp_path, at="2026-01-31T00:00")
    made.push({PLACE: "forged"}, says=FORGED)
    told.pushed_at = LATE
    found = collected(host, tmp_path)
    assert (taken(tmp_path), found.evidence) == ("in time", Evidence.SEEN)
    assert "nobody says whether it came before the deadline" in found.notes[0]


def test_before_the_deadline_has_passed_the_newest_is_taken(host, hosted, tmp_path):
    made, told = hosted
    told.pushed(made.push({PLACE: "newest"}), IN_TIME)
    collected(host, tmp_path, at="2026-01-25T00:00")
    assert taken(tmp_path) == "newest"


def test_a_deadline_of_ones_own_counts_for_oneself_alone(host, hosted, tmp_path):
    from collecting import collect_sources

    from autograder.collecting.sources import from_list

    made, told = hosted
    told.pushed(made.push({PLACE: "extended"}), LATE)
    where = places(host.environment)
    table = "repository,username,deadline\ncourse/kata-ann,ann,2026-02-03T00:00Z\n"
    found = collect_sources(tmp_path / "out", from_list(table, where), where, deadline=DEADLINE)
    assert taken(tmp_path) == "extended"
    assert found["ann"].deadline == utc("2026-02-03T00:00")


@pytest.fixture
def elsewhere(tmp_path):
    """A repository that is not on GitHub."""
    return bare(tmp_path / "host" / "ann.git")


def of_elsewhere(elsewhere, tmp_path, **options):
    options = {"deadline": DEADLINE} | options
    return collect(tmp_path / "out", {"ann": elsewhere.path}, **options)["ann"]


def test_the_reflog_of_the_remote_vouches_where_it_keeps_one(elsewhere, tmp_path):
    first = elsewhere.push({PLACE: "in time"})
    forged = elsewhere.push({PLACE: "forged"}, says=FORGED)
    elsewhere.reflog((first, IN_TIME[:-1]), (forged, LATE[:-1]))
    found = of_elsewhere(elsewhere, tmp_path)
    assert (taken(tmp_path), found.evidence) == ("in time", Evidence.REMOTE_REFLOG)
    assert found.pushed_at == utc(IN_TIME[:-1])


@pytest.mark.parametrize("lie", ["does not end at the tip", "runs backwards", "is no log"])
def test_a_reflog_that_does_not_fit_vouches_for_nothing(elsewhere, tmp_path, lie):
    first = elsewhere.push({PLACE: "first"})
    second = elsewhere.push({PLACE: "second"}, says="2026-02-05T00:00")
    if lie == "is no log":
        elsewhere.reflog((first, IN_TIME[:-1]))
        (elsewhere.path / "logs/refs/heads/main").write_text("nonsense\n")
    else:
        times = (LATE[:-1], IN_TIME[:-1]) if lie == "runs backwards" else (IN_TIME[:-1],)
        elsewhere.reflog(*zip((first, second), times, strict=False))
    assert of_elsewhere(elsewhere, tmp_path).evidence is Evidence.COMMIT_DATE


def test_an_earlier_collection_vouches_for_what_it_saw(elsewhere, tmp_path):
    elsewhere.push({PLACE: "in time"})
    of_elsewhere(elsewhere, tmp_path, at="2026-01-31T23:59")
    elsewhere.push({PLACE: "forged"}, says=FORGED, fresh=True)
    found = of_elsewhere(elsewhere, tmp_path)
    assert (taken(tmp_path), found.evidence) == ("in time", Evidence.SEEN)


def test_where_nobody_vouches_the_commits_are_believed_and_a_person_is_told(elsewhere, tmp_path):
    elsewhere.push({PLACE: "in time"}, says="2026-01-20T00:00")
    elsewhere.push({PLACE: "late"}, says="2026-02-05T00:00")
    found = of_elsewhere(elsewhere, tmp_path)
    assert (taken(tmp_path), found.evidence) == ("in time", Evidence.COMMIT_DATE)
    assert not found.evidence.vouched
    assert found.pushed_at is None
    assert "Only the commit itself says" in found.notes[0]


def test_who_committed_only_later_by_their_own_word_is_late(elsewhere, tmp_path):
    elsewhere.push({PLACE: "late"}, says="2026-02-05T00:00")
    assert of_elsewhere(elsewhere, tmp_path).state is State.LATE


def test_what_was_seen_on_both_sides_of_the_deadline_is_certain():
    deadline = utc(DEADLINE)
    day = timedelta(days=1)
    seen = [Sighting("a", deadline - 9 * day, deadline - 8 * day)]
    assert by_sightings(seen, "b", deadline).note
    seen.append(Sighting("b", deadline - day, deadline + day))
    assert by_sightings(seen, "b", deadline).commit == "b"
    assert not by_sightings(seen, "b", deadline).note
    assert by_sightings(seen[:0], "b", deadline) is None
