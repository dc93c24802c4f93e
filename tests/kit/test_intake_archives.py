"""Zip and tar archives alike: names that lead elsewhere, links, things given twice, bombs."""

import stat
import tarfile
import warnings

import pytest
from archives import (
    COMPRESSIONS,
    EXERCISES,
    FILES,
    PICK,
    SOURCE,
    UNIFORM,
    below,
    tar_bytes,
    tar_entry,
    zip_bytes,
    zip_link,
    zip_special,
)

from autograder.exercise import House
from autograder.intake.limits import Limits
from autograder.intake.open import open_submission
from autograder.intake.refusal import SubmissionError
from autograder.submission import UnreadableError

TARGETS = ["/etc/passwd", "../../../../etc/passwd", str(House().reference(UNIFORM)), "pick.py", "."]


@pytest.fixture
def take_in(tmp_path):
    def run(data, **limits):
        path = tmp_path / "submission"
        path.write_bytes(data)
        submission = open_submission(path, EXERCISES, limits=Limits(**limits))
        assert list(tmp_path.iterdir()) == [path]
        return submission

    return run


@pytest.fixture
def refused(take_in):
    def run(data, **limits):
        with pytest.raises(SubmissionError) as caught:
            take_in(data, **limits)
        return caught.value.code

    return run


def code(submission, exercise=UNIFORM):
    with pytest.raises(UnreadableError) as caught:
        submission.source(exercise)
    return caught.value.code


@pytest.fixture(params=["zip", *(f"tar {name}".strip() for name in COMPRESSIONS)])
def pack(request):
    """Make an archive of one form from names and contents, links and special files."""
    form, _, compression = request.param.partition(" ")

    def run(*entries):
        if form == "tar":
            return tar_bytes(entries, compression)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # zipfile's, of a name given twice
            return zip_bytes(entries)

    run.link = (
        (lambda name, target: (tar_entry(name, tarfile.SYMTYPE, target), b""))
        if form == "tar"
        else (lambda name, target: (zip_link(name), target))
    )
    run.pipe = (
        (lambda name: (tar_entry(name, tarfile.FIFOTYPE), b""))
        if form == "tar"
        else (lambda name: (zip_special(name, stat.S_IFIFO), b""))
    )
    return run


@pytest.mark.parametrize(
    "name",
    [
        "/02_creation/uniform.py",
        "../02_creation/uniform.py",
        "02_creation/../../uniform.py",
        "02_creation/..",
        "C:/02_creation/uniform.py",
        "c:uniform.py",
        "\\\\server\\share\\uniform.py",
        "..\\..\\uniform.py",
        "a" * 1025,
        "a/" * 65 + "uniform.py",
    ],
)
def test_a_name_that_leads_elsewhere_makes_the_archive_unfit(pack, refused, name):
    assert refused(pack(*FILES.items(), (name, "x = 1\n"))) == "unsafe_name"


@pytest.mark.parametrize(
    "name", ["./02_creation/uniform.py", "02_creation//uniform.py", "02_creation\\uniform.py"]
)
def test_other_spellings_of_an_honest_name_are_understood(pack, take_in, name):
    assert take_in(pack((name, SOURCE))).source(UNIFORM) == SOURCE


@pytest.mark.parametrize("name", ["Icon\r", "\x1b[2J", "con", "a b\n.txt", "é/ü.md", "x" * 200])
def test_odd_names_of_other_files_do_no_harm(pack, take_in, name):
    assert take_in(pack((name, "x"), *FILES.items())).source(UNIFORM) == SOURCE


def test_a_file_given_twice_is_said_and_neither_is_taken(pack, take_in):
    submission = take_in(pack(*FILES.items(), (UNIFORM.path, "x = 1\n")))
    assert code(submission) == "claimed_twice"
    assert submission.source(PICK)


@pytest.mark.parametrize("target", TARGETS)
def test_a_link_in_place_of_a_file_is_not_followed(pack, take_in, target):
    submission = take_in(pack(pack.link(UNIFORM.path, target), (PICK.path, SOURCE)))
    assert code(submission) == "link"
    assert submission.source(PICK) == SOURCE


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("order", [1, -1])
def test_a_link_and_a_file_of_one_name_are_given_twice(pack, take_in, target, order):
    entries = [(UNIFORM.path, SOURCE), pack.link(UNIFORM.path, target)]
    assert code(take_in(pack(*entries[::order]))) == "claimed_twice"


def test_a_link_in_place_of_a_unit_hides_its_exercises(pack, take_in):
    submission = take_in(pack(pack.link("02_creation", "/etc"), (PICK.path, SOURCE)))
    assert code(submission) == "link"
    assert submission.source(PICK) == SOURCE


@pytest.mark.parametrize("name", ["assignments", "student/assignments"])
def test_a_link_in_place_of_everything_is_refused(pack, refused, name):
    assert refused(pack(pack.link(name, "/etc"))) == "link"


def test_a_link_where_no_exercise_is_means_nothing(pack, take_in):
    entries = [pack.link("data", "/mnt"), *below("repo").items(), pack.link("repo/data", "/mnt")]
    assert take_in(pack(*entries)).source(UNIFORM) == SOURCE


def test_a_pipe_in_place_of_a_file_is_no_file(pack, take_in):
    assert code(take_in(pack(pack.pipe(UNIFORM.path)))) == "not_a_file"


@pytest.mark.timeout(60)
def test_what_unpacks_to_far_more_than_it_is_is_refused_at_once(pack, refused):
    data = pack(("zeros.bin", bytes(24 << 20)), *FILES.items())
    assert len(data) > 24 << 20 or refused(data) == "bomb"


def test_more_than_may_be_unpacked_is_refused(pack, refused):
    noise = b"".join(bytes([n % 251]) for n in range(50_000))
    assert refused(pack(("noise.bin", noise), *FILES.items()), unpacked=40_000) == "too_large"


def test_a_file_too_large_to_read_is_refused_unread(pack, refused):
    assert refused(pack(*FILES.items()), archive=100) == "too_large"


def test_archives_in_archives_in_archives_are_not_opened(pack, refused):
    data = pack(*FILES.items())
    for level in range(5):
        data = pack((f"{level}.zip", data), (f"{level}.tar.gz", data))
    assert refused(data) == "nested"


def test_an_archive_that_ends_too_early_is_damaged(pack, refused):
    data = pack(*FILES.items()).rstrip(b"\0")  # what fills a tar archive up may be missing
    for end in {*range(6, len(data), 97), len(data) - 1}:
        assert refused(data[:end]) in ("damaged", "unknown_form"), end


def test_an_empty_archive_holds_no_exercises(pack, refused):
    assert refused(pack()) in ("no_exercises", "unknown_form")
