"""Which repositories a list, an address or a roster means, and which are refused."""

import pytest
from collecting import places, utc

from autograder.collecting.sources import Places, distinct, from_list, moment, roster
from autograder.language import SaidError

WITH_TOKEN = {"GH_TOKEN": "secret"}


def remote_only():
    """Places where no folder of this machine counts, as without --local."""
    usual = places(WITH_TOKEN)
    return Places(github=usual.github, owner="course")


@pytest.mark.parametrize(
    ("location", "student", "github", "url"),
    [
        (
            "course/kata-ann",
            "kata-ann",
            "course/kata-ann",
            "https://github.com/course/kata-ann.git",
        ),
        ("kata-ann", "kata-ann", "course/kata-ann", "https://github.com/course/kata-ann.git"),
        (
            "https://github.com/course/kata-ann/tree/main",
            "kata-ann",
            "course/kata-ann",
            "https://github.com/course/kata-ann.git",
        ),
        (
            "git@github.com:course/kata-ann.git",
            "kata-ann",
            "course/kata-ann",
            "git@github.com:course/kata-ann.git",
        ),
        (
            "ssh://git@example.org/~ann/kata.git",
            "kata",
            "",
            "ssh://git@example.org/~ann/kata.git",
        ),
        ("https://example.org/ann/kata.git", "kata", "", "https://example.org/ann/kata.git"),
    ],
)
def test_a_repository_is_known_by_name_or_address(location, student, github, url):
    found = remote_only().source(location)
    assert (found.student, found.github, found.remote.url) == (student, github, url)


def test_the_token_goes_with_addresses_of_github_alone():
    where = remote_only()
    assert where.source("course/kata-ann").remote.password == "secret"
    for other in (
        "https://example.org/x.git",
        "https://github.com.example.org/a/b",
        "git@github.com:a/b",
    ):
        assert where.source(other).remote.password == ""


def test_a_password_in_an_address_is_taken_out_of_it():
    found = remote_only().source("https://ann:s%2Fx@example.org/kata.git")
    assert (found.remote.user, found.remote.password) == ("ann", "s/x")
    assert "s%2Fx" not in found.location + found.remote.url
    assert "s/x" not in repr(found)


@pytest.mark.parametrize(
    "location",
    [
        "ext::sh -c touch% /tmp/x",
        "--upload-pack=touch /tmp/x",
        "ssh://-oProxyCommand=touch/x",
        "-oProxyCommand=x:y",
        "http://example.org/x.git",
        "git://example.org/x.git",
        "ftp://example.org/x.git",
        "https:///x",
        "a/b/c",
        "",
    ],
)
def test_what_is_no_usual_address_is_refused(location):
    with pytest.raises(SaidError, match="is no repository"):
        remote_only().source(location)


@pytest.mark.parametrize("location", ["/etc", "./x.git", "../x.git", "~/x", "file:///etc"])
def test_a_folder_of_this_machine_has_to_be_allowed(location):
    with pytest.raises(SaidError, match="add --local"):
        remote_only().source(location)
    assert places().source(location).remote.protocol == "file"


def test_a_list_is_lines_or_a_table():
    lines = "# the course\na/kata-ann ann\n\nb/kata-bob, bob # joined late\n"
    assert [one.student for one in from_list(lines, places())] == ["ann", "bob"]
    table = (
        "assignment_name,github_username,student_repository_url,deadline\n"
        'kata,ann,https://github.com/a/kata-ann,2026-02-03T00:00Z\nkata,"bob",b/kata-bob,\n'
    )
    ann, bob = from_list(table, places())
    assert (ann.student, ann.github, ann.deadline) == ("ann", "a/kata-ann", utc("2026-02-03"))
    assert (bob.student, bob.deadline) == ("bob", None)


@pytest.mark.parametrize("header", ["username", "GitHub Username", "login", "github_username"])
def test_a_roster_names_students_in_one_of_several_columns(header):
    table = f"first_name,{header},email\nAnn,ann,a@example.org\nBob,,b@example.org\n"
    assert roster(table) == {"ann": None}


def test_a_roster_without_github_names_is_refused():
    with pytest.raises(SaidError, match="no column of GitHub names"):
        roster("name,email\nAnn,a@example.org\n")


def test_each_student_has_one_repository():
    twice = from_list("a/x ann\nb/y ann\n", places())
    with pytest.raises(SaidError, match="a/x and b/y are both of ann"):
        distinct(twice)
    assert len(distinct(from_list("a/x ann\na/x ann\n", places()))) == 1


@pytest.mark.parametrize("name", ["../../etc", "a/b", "..", "", "CON:", "a\nb", "x" * 300])
def test_a_students_name_is_a_folders_name(name):
    safe = places().source("a/kata", name).student
    assert safe not in ("", ".", "..")
    assert not set(safe) & set("/\\:\n")
    assert len(safe) <= 100


def test_a_deadline_is_a_time_with_or_without_its_offset():
    assert moment("2026-12-01T23:59+08:00") == utc("2026-12-01T15:59")
    assert moment("2026-12-01T23:59Z") == utc("2026-12-01T23:59")
    assert moment("2026-12-01 23:59").tzinfo is not None
    with pytest.raises(SaidError, match="is no time"):
        moment("tomorrow")
