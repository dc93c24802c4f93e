"""Whatever bytes or files are submitted: a submission or a refusal comes of them, nothing else."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from archives import COMPRESSIONS, EXERCISES, FILES, below, tar_bytes, write_folder, zip_bytes
from hypothesis import event, given, settings
from hypothesis import strategies as st

from autograder.grading.score_report import Reason
from autograder.intake.limits import Limits
from autograder.intake.open import open_submission
from autograder.intake.refusal import REFUSALS, SubmissionError
from autograder.language import language
from autograder.reports.sentences import REASONS, reason_sentence
from autograder.submission import UnreadableError

MANY = int(os.environ.get("TORCH_KATA_FUZZ_ARCHIVES", "100000"))
LIMITS = Limits(file=1000, members=50, unpacked=1 << 20, ratio_from=1 << 18, kept=1 << 19)
HONEST = [
    zip_bytes(),
    zip_bytes(below("assignments"), method=0),
    *(tar_bytes(compression=name) for name in COMPRESSIONS),
    tar_bytes({"x" * 150: "", **FILES}, form=1),
]
STARTS = [data[:n] for data in HONEST for n in (2, 6, 30, 512)]
WORDS = [b"\xff" * 4, bytes(4), b"\x80", b"777", b"PK"]
OUTSIDE = "This is no submission's."


def opened(path):
    try:
        return open_submission(path, EXERCISES, limits=LIMITS)
    except SubmissionError as error:
        return error


def outcome(path):
    """What comes of a submission, checked: each exercise's text or reason, or the refusal."""
    found = opened(path)
    if isinstance(found, SubmissionError):
        assert found.code in REFUSALS
        assert all("\n" not in found.said(language(lang)) for lang in ("en", "zh"))
        return found.code
    assert set(found.files) <= {exercise.path for exercise in EXERCISES}
    for value in found.files.values():
        if isinstance(value, UnreadableError):
            assert value.code in REASONS
            assert "{" not in reason_sentence(Reason(value.code, value.facts), language("zh"))
        else:
            assert OUTSIDE not in value
            assert len(value.encode()) <= LIMITS.file
    return {
        name: value.code if isinstance(value, UnreadableError) else value
        for name, value in found.files.items()
    }


def take_in(data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "submission"
        path.write_bytes(data)
        found = outcome(path)
        assert [entry.name for entry in Path(folder).iterdir()] == ["submission"]
    event(found if isinstance(found, str) else "taken")
    return found


@st.composite
def mutated(draw):
    """An honest archive with bytes changed, cut out, put in and moved."""
    data = bytearray(draw(st.sampled_from(HONEST)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        kind = draw(st.integers(0, 5))
        if kind == 0:
            data[at : at + 1] = draw(st.binary(min_size=1, max_size=1))
        elif kind == 1:
            data[at : at + 4] = draw(st.sampled_from(WORDS))
        elif kind == 2:
            del data[at : at + draw(st.integers(1, 600))]
        elif kind == 3:
            data[at:at] = draw(st.binary(max_size=40))
        elif kind == 4:
            data[at:at] = data[draw(st.integers(0, len(data))) :][: draw(st.integers(0, 1500))]
        else:
            del data[at:]
    return bytes(data)


BYTES = st.builds(bytes.__add__, st.sampled_from([b"", *STARTS]), st.binary(max_size=2000))


@settings(max_examples=250)
@given(data=BYTES)
def test_any_bytes_are_a_submission_or_refused(data):
    take_in(data)


@settings(max_examples=500)
@given(data=mutated())
def test_a_spoilt_archive_is_a_submission_or_refused(data):
    take_in(data)


@pytest.mark.fuzz
@pytest.mark.timeout(0)
@settings(max_examples=MANY, derandomize=False)
@given(data=BYTES | mutated())
def test_a_great_many_spoilt_archives_are_submissions_or_refused(data):
    take_in(data)


NAMES = [
    "02_creation/uniform.py", "02_creation/UNIFORM.py", "02_Creation/uniform.py",
    "04_indexing/pick.py", "04_indexing/pick.txt", "uniform.py", "notes.md", "inner.zip",
]  # fmt: skip
FOLDERS = ["", "assignments/", "student/", "other/assignments/", "a/b/", ".git/", "02_creation/"]
PATHS = st.builds(str.__add__, st.sampled_from(FOLDERS), st.sampled_from(NAMES))
CONTENTS = st.sampled_from([b"x = 1\n", b"", b"\xff", b"\0", b"#" * (LIMITS.file + 1)])
LINKS = ["assignments", "02_creation", "student/04_indexing", "04_indexing/pick.py"]


@settings(max_examples=60)
@given(
    files=st.dictionaries(PATHS, CONTENTS | st.binary(max_size=9), max_size=12),
    links=st.lists(st.sampled_from(LINKS), max_size=2),
)
def test_the_same_files_are_the_same_submission_in_every_form(files, links):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "outside").write_text(OUTSIDE)
        tree = write_folder(folder / "tree", files)
        tree.mkdir(exist_ok=True)
        for link in map(tree.joinpath, links):
            if link.parent.is_dir() and not link.exists():
                link.symlink_to(folder / "outside")
        linked = any(path.is_symlink() for path in tree.rglob("*"))
        expected = outcome(tree)
        for form in ("tar", "gztar") if linked else ("tar", "gztar", "zip"):
            packed = shutil.make_archive(str(folder / "packed"), form, tree)
            assert outcome(Path(packed)) == expected, form
        event(expected if isinstance(expected, str) else "taken")
