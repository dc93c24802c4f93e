"""Tar archives that lie: headers without end, sizes below nothing, links and devices."""

import gzip
import io
import lzma
import tarfile
import tracemalloc

import pytest
from archives import EXERCISES, FILES, PICK, SOURCE, UNIFORM, tar_bytes, tar_entry

from autograder.intake.limits import Limits
from autograder.intake.open import open_submission
from autograder.intake.refusal import SubmissionError
from autograder.intake.stream import Stream, unpacker_for
from autograder.submission import UnreadableError

END = bytes(1024)


@pytest.fixture
def outcome(tmp_path):
    """What came of an archive: the code of a refusal, or what each exercise is."""

    def run(data, **limits):
        path = tmp_path / "submission.tar"
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


def header(name, size, kind=tarfile.REGTYPE):
    """One header with a right checksum, whatever it says."""
    info = tar_entry(name, kind)
    block = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    packed = size.to_bytes(11, "big", signed=True)
    block[124:136] = (b"\xff" if size < 0 else b"\x80") + packed
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def padded(data):
    return data + bytes(-len(data) % 512)


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_every_format_and_long_names_beside_are_read(outcome, form):
    long = "/".join(["x" * 60] * 3)
    assert outcome(tar_bytes({long: "x", **FILES}, form=form)) == {
        "uniform": "read",
        "pick": "read",
    }


@pytest.mark.parametrize(
    "kind", [tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE, tarfile.GNUTYPE_SPARSE, b"Z"]
)
def test_what_is_no_file_is_not_read_as_one(outcome, kind):
    entries = [(tar_entry(UNIFORM.path, kind), b""), (PICK.path, SOURCE)]
    assert outcome(tar_bytes(entries)) == {"uniform": "not_a_file", "pick": "read"}


@pytest.mark.parametrize("target", [PICK.path, "/etc/passwd", UNIFORM.path])
def test_a_hard_link_is_not_followed(outcome, target):
    entries = [(PICK.path, SOURCE), (tar_entry(UNIFORM.path, tarfile.LNKTYPE, target), b"")]
    assert outcome(tar_bytes(entries)) == {"uniform": "link", "pick": "read"}


def test_a_sparse_file_of_the_newer_kind_is_not_read(outcome):
    info = tar_entry(UNIFORM.path)
    info.pax_headers = {
        "GNU.sparse.major": "0",
        "GNU.sparse.minor": "1",
        "GNU.sparse.map": "0,1",
        "GNU.sparse.size": str(1 << 40),
    }
    assert outcome(tar_bytes([(info, SOURCE)])) == {"uniform": "not_a_file"}


@pytest.mark.parametrize("size", [-1, -512, -1024, -(1 << 60)])
@pytest.mark.timeout(20)
def test_a_size_below_nothing_leads_nowhere_back(outcome, size):
    data = tar_bytes()[:1024] + header("x", size) + header(UNIFORM.path, size) + END
    assert outcome(data) == "damaged"


@pytest.mark.parametrize("size", [1 << 20, 1 << 40, 1 << 62])
@pytest.mark.timeout(20)
def test_a_size_beyond_the_end_is_damage(outcome, size):
    assert outcome(header("x", size) + SOURCE.encode()) == "damaged"
    assert outcome(header(UNIFORM.path, size) + SOURCE.encode()) == "damaged"


@pytest.mark.parametrize("kind", [b"x", b"g", b"L", b"K", b"X"])
def test_a_header_longer_than_headers_are_is_not_read(outcome, kind):
    data = header("x", 200_000, kind) + padded(b"9" * 200_000) + tar_bytes()
    assert outcome(data) == "bomb"


@pytest.mark.parametrize("kind", [b"x", b"g", b"L", b"K"])
def test_headers_without_end_are_not_read(outcome, kind):
    body = {b"x": b"9 a=bcde\n", b"g": b"9 a=bcde\n"}.get(kind, b"name\0")
    data = (header("x", len(body), kind) + padded(body)) * 5000 + tar_bytes()
    assert outcome(data) == "bomb"


def test_facts_about_all_members_do_not_pile_up(outcome):
    def facts(n):
        body = b"".join(b"%d k%06d=\n" % (12, n * 500 + i) for i in range(500))
        return header("x", len(body), b"g") + padded(body) + header(f"{n}", 0)

    assert outcome(b"".join(facts(n) for n in range(50)) + tar_bytes()) == "bomb"


def test_gaps_of_a_sparse_file_do_not_pile_up(outcome):
    first = bytearray(header("x", 0, tarfile.GNUTYPE_SPARSE))
    first[482] = 1
    first[148:156] = b" " * 8
    first[148:156] = b"%06o\0 " % sum(first)
    more = (b"%011o\0" % 1) * 42 + b"\x01" + bytes(7)
    assert outcome(bytes(first) + more * 5000 + tar_bytes()) == "bomb"


def test_a_header_that_is_none_is_damage_and_not_the_end(outcome):
    data = bytearray(tar_bytes())
    second = data.index(PICK.path.encode())
    data[second] ^= 1
    assert outcome(bytes(data)) == "damaged"


def test_several_packed_files_in_a_row_are_one_archive(outcome):
    data = tar_bytes()
    halves = gzip.compress(data[:1500]) + gzip.compress(data[1500:])
    assert outcome(halves) == {"uniform": "read", "pick": "read"}
    assert outcome(halves + bytes(700)) == {"uniform": "read", "pick": "read"}


@pytest.mark.parametrize("compression", ["gz", "bz2", "xz"])
def test_a_wrong_checksum_is_damage(outcome, compression):
    data = bytearray(tar_bytes(compression=compression))
    for at in range(len(data) - 40, len(data)):
        data[at] ^= 0xFF
    assert outcome(bytes(data)) == "damaged"


def test_unpacking_that_needs_much_memory_is_refused(outcome):
    data = lzma.compress(tar_bytes(), preset=6)
    assert outcome(data) == {"uniform": "read", "pick": "read"}
    assert outcome(data, window=1 << 20) == "damaged"


def test_a_packed_file_that_is_no_tar_archive_is_damage(outcome):
    assert outcome(gzip.compress(SOURCE.encode())) == "damaged"
    assert outcome(gzip.compress(b"")) == "damaged"


def test_reading_a_bomb_takes_little_memory(outcome):
    data = gzip.compress(header("zeros", 60 << 20) + bytes(60 << 20), compresslevel=9)
    tracemalloc.start()
    try:
        assert outcome(data) == "bomb"
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()


def test_a_stream_gives_no_more_than_it_may_and_goes_forward_only():
    data = bytes(range(256)) * 4
    packed = gzip.compress(data)
    limits = Limits(header=100)
    stream = Stream(io.BytesIO(packed), unpacker_for(packed, limits), limits)
    assert stream.read(100) == data[:100]
    with pytest.raises(SubmissionError, match="not what archives"):
        stream.read(1)
    stream.allow(10)
    stream.seek(500)
    assert (stream.tell(), stream.read(10), stream.tell()) == (500, data[500:510], 510)
    with pytest.raises(SubmissionError, match="damaged"):
        stream.seek(509)
    stream.seek(1 << 60)
    assert stream.tell() == len(data)
