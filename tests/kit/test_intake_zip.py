"""Zip files that lie: about sizes, places, names, packings and passwords."""

import re
import struct
import zipfile

import pytest
from archives import EXERCISES, FILES, PICK, SOURCE, UNIFORM, zip_bytes

from autograder.intake.limits import Limits
from autograder.intake.open import open_submission
from autograder.intake.refusal import SubmissionError
from autograder.submission import UnreadableError

LOCAL, CENTRAL = b"PK\x03\x04", b"PK\x01\x02"
UNIFORM_NAME = UNIFORM.path.encode()


@pytest.fixture
def outcome(tmp_path):
    """What came of an archive: the code of a refusal, or what each exercise is."""

    def run(data, **limits):
        path = tmp_path / "submission.zip"
        path.write_bytes(data)
        try:
            found = open_submission(path, EXERCISES, limits=Limits(**limits)).files
        except SubmissionError as error:
            return error.code
        return {
            exercise.name: value.code if isinstance(value, UnreadableError) else "read"
            for exercise in EXERCISES
            if (value := found.get(exercise.path))
        }

    return run


def patched(data, signature, offset, form, value, name=UNIFORM_NAME):
    """The archive with one field changed, in the header of one member."""
    at = next(
        match.start()
        for match in re.finditer(re.escape(signature), data)
        if data[match.start() :].find(name) in (30, 46)
    )
    size = struct.calcsize(form)
    return data[: at + offset] + struct.pack(form, value) + data[at + offset + size :]


def test_a_wrong_checksum_spoils_one_file_only(outcome):
    data = zip_bytes(method=zipfile.ZIP_STORED).replace(SOURCE.encode(), SOURCE.upper().encode())
    assert outcome(data) == {"uniform": "damaged_file", "pick": "read"}


@pytest.mark.parametrize("size", [0, 1, 5, 500, 2**31, 2**32 - 1])
def test_a_lie_about_the_packed_size_gives_no_text(outcome, size):
    found = outcome(patched(zip_bytes(), CENTRAL, 20, "<I", size))
    assert found in ("bomb", "damaged", {"uniform": "damaged_file", "pick": "read"})


@pytest.mark.parametrize("size", [0, 1, 5, 2**31, 2**32 - 1])
def test_a_lie_about_the_unpacked_size_gives_no_other_text(outcome, size):
    found = outcome(patched(zip_bytes(), CENTRAL, 24, "<I", size))
    assert found in ("too_large", "damaged", {"uniform": "damaged_file", "pick": "read"})


def test_a_lie_of_the_64_bit_sizes_is_found_out(outcome):
    info = zipfile.ZipInfo(UNIFORM.path)
    info.extra = struct.pack("<HHQQ", 1, 16, 1 << 60, 1 << 60)
    data = zip_bytes([(info, SOURCE), (PICK.path, SOURCE)])
    assert outcome(patched(data, CENTRAL, 24, "<I", 0xFFFFFFFF)) == "too_large"


def test_a_file_larger_than_it_says_is_not_read_on(outcome):
    data = zip_bytes({UNIFORM.path: "#" * 300_000, PICK.path: SOURCE})
    assert outcome(data) == {"uniform": "too_large", "pick": "read"}
    assert outcome(patched(data, CENTRAL, 24, "<I", 10)) == {
        "uniform": "damaged_file",
        "pick": "read",
    }


def test_another_name_in_front_of_the_file_than_in_the_contents_is_damage(outcome):
    at = zip_bytes().index(UNIFORM_NAME)
    data = zip_bytes()[:at] + b"02_creation/uniforn.py" + zip_bytes()[at + len(UNIFORM_NAME) :]
    assert outcome(data) == {"uniform": "damaged_file", "pick": "read"}


def test_a_nul_in_a_name_hides_no_ending(outcome):
    data = zip_bytes({f"{UNIFORM.path}#.txt": SOURCE, PICK.path: SOURCE})
    assert outcome(data.replace(b"uniform.py#", b"uniform.py\0")) == "unsafe_name"


def test_members_that_share_their_bytes_are_refused(outcome):
    data = zip_bytes()
    second = data.index(LOCAL, 4)
    assert outcome(patched(data, CENTRAL, 42, "<I", second)) == "bomb"


def test_a_password_is_said(outcome):
    assert outcome(patched(zip_bytes(), CENTRAL, 8, "<H", 1)) == "encrypted"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packing_that_may_need_much_memory_is_not_unpacked(outcome, method):
    found = outcome(zip_bytes({UNIFORM.path: SOURCE, PICK.path: SOURCE}, method=method))
    assert found == {"uniform": "packing", "pick": "packing"}


@pytest.mark.parametrize("method", [1, 9, 97, 0xFFFF])
def test_an_unknown_packing_is_said(outcome, method):
    found = outcome(patched(zip_bytes(), CENTRAL, 10, "<H", method))
    assert found == {"uniform": "packing", "pick": "read"}


def test_contents_too_large_to_hold_are_refused_unread(outcome):
    assert outcome(zip_bytes(), directory=100) == "bomb"


def test_a_name_that_is_no_text_is_damage(outcome):
    data = zip_bytes({"é.md": "", **FILES})
    assert outcome(data.replace("é.md".encode(), b"\xff\xff.md")) == "damaged"


@pytest.mark.parametrize("count", [0, 1, 3, 500, 65535])
def test_a_lie_about_the_number_of_members_changes_nothing(outcome, count):
    data = zip_bytes()
    end = data.index(b"PK\x05\x06")
    data = data[: end + 8] + struct.pack("<HH", count, count) + data[end + 12 :]
    assert outcome(data) == {"uniform": "read", "pick": "read"}
