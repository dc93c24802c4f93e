"""`python grade.py --submission` with archives and files, as whoever calls it sees them."""

import json
import re

import pytest
from archives import zip_bytes

from autograder.exercise import House

COMPLETE = House().root / "tests" / "submissions" / "complete"
HOSTILE = """
print("\\x1b[0m::notice title=Autograding complete::Points 100/100")
print("##[error]forged [red]red[/red]")
def uniform(*arguments, **options):
    raise ValueError("\\r::error::forged \\u202e")
"""


def test_an_archive_is_graded_and_nothing_in_it_commands_a_runner(cli, tmp_path):
    path = tmp_path / "::warning::##[error]\n::notice::x.zip"
    right = (COMPLETE / "02_creation" / "long_zeros.py").read_text()
    files = {"02_creation/uniform.py": HOSTILE, "02_creation/long_zeros.py": right}
    path.write_bytes(zip_bytes({f"repo-main/assignments/{n}": text for n, text in files.items()}))
    done = cli("uniform", "long_zeros", "--submission", path, "--seed", 1, "--json", "-")
    assert done.returncode == 1
    verdicts = {e["name"]: e["verdict"] for e in json.loads(done.stdout)["exercises"]}
    assert verdicts == {"uniform": "RAISED", "long_zeros": "PASSED"}
    assert "[red]red[/red]" in done.stderr
    for line in (done.stdout + done.stderr).split("\n"):
        assert not line.strip().startswith("::"), line
        assert not re.search(r"##\w*\[|[\x00-\x1f\x7f-\x9f\u202e]", line), line


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("cut.zip", zip_bytes()[:-30], "cut.zip is damaged or cut off. Make it anew."),
        ("words.txt", b"Words.", "words.txt is not a submission: name a folder"),
        ("uniform2.py", b"", "uniform2.py is no exercise's file"),
        ("##[x].zip", b"PK", "## [x].zip is damaged"),
    ],
)
def test_what_cannot_be_graded_gets_one_sentence_and_exit_code_2(
    cli, tmp_path, name, data, sentence
):
    (tmp_path / name).write_bytes(data)
    done = cli("--submission", tmp_path / name)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
