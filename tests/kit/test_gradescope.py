"""Gradescope's autograder: its zip laid out as Gradescope does it, and both of its scripts run."""

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile

import jsonschema
import pytest
from handed_out import SOLVED, WRONG, toy_copy

from autograder.exercise import House
from autograder.release.gradescope import gradescope_zip

ROOT = House().root
SCHEMA = json.loads((ROOT / "tests" / "kit" / "schemas" / "gradescope.json").read_text())
# A Python that makes environments of this one's packages, and only notes what is to be installed.
PYTHON = """#!/bin/bash
if [ "$1 $2" = "-m venv" ]; then
  mkdir -p "$3/bin"
  cat > "$3/bin/python" <<END
#!/bin/bash
if [ "\\$1 \\$2" = "-m pip" ]; then echo "\\$PWD \\$*" > "$3/installed"; exit; fi
exec {python} "\\$@"
END
  chmod +x "$3/bin/python"
  exit
fi
exec {python} "$@"
"""
# An apt-get that has nothing but Python 3.12.
APT = """#!/bin/bash
case "$*" in
  update) ;;
  *" python3.12-venv") cat {tools}/kept > {tools}/python3.12; chmod +x {tools}/python3.12 ;;
  *) exit 100 ;;
esac
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return toy_copy(tmp_path_factory.mktemp("house"))


def laid_out(data, root):
    """/autograder, as Gradescope makes it of a zip: the source, and one script beside it."""
    archive = root.parent / "autograder.zip"
    archive.write_bytes(data)
    for name in ("source", "submission", "results"):
        (root / name).mkdir(parents=True)
    with zipfile.ZipFile(archive) as opened:
        for entry in opened.infolist():
            opened.extract(entry, root / "source")
            (root / "source" / entry.filename).chmod(entry.external_attr >> 16 & 0o777)
    script = root / "run_autograder"
    script.write_bytes((root / "source" / "run_autograder").read_bytes())
    script.chmod(0o755)
    (root / "submission_metadata.json").write_text("{}")
    return root


def run(script, root, **changed):
    given = {**os.environ, "TORCH_KATA_AUTOGRADER": str(root), "TORCH_KATA_LANG": "en"} | changed
    return subprocess.run([script], cwd="/", env=given, capture_output=True, text=True, timeout=900)


@pytest.fixture
def root(copy, tmp_path):
    root = laid_out(gradescope_zip(copy), tmp_path / "autograder")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python3.14").write_text(PYTHON.replace("{python}", sys.executable))
    (tmp_path / "bin" / "python3.14").chmod(0o755)
    path = f"{tmp_path / 'bin'}:/usr/bin:/bin"
    done = run(root / "source" / "setup.sh", root, PATH=path)
    assert done.returncode == 0, done.stderr
    return root


def result_of(root):
    done = run(root / "run_autograder", root)
    assert done.returncode == 0, done.stdout + done.stderr
    result = json.loads((root / "results" / "results.json").read_text())
    jsonschema.validate(result, SCHEMA)
    return result


def test_setup_installs_what_is_pinned_from_where_the_kit_is(root):
    where, *command = (root / "venv" / "installed").read_text().split()
    assert where == str(root / "source" / "kit")
    assert command == ["-m", "pip", "install", "--no-cache-dir", "-c", "constraints.txt", "-e", "."]


def test_setup_gets_the_python_that_the_image_offers_or_says_that_there_is_none(copy, tmp_path):
    root = laid_out(gradescope_zip(copy), tmp_path / "autograder")
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("bash", "cat", "chmod", "env", "mkdir"):
        (tools / name).symlink_to(shutil.which(name))
    apt = tools / "apt-get"
    apt.write_text('#!/bin/bash\n[ "$1" = update ]\n')
    apt.chmod(0o755)
    done = run(root / "source" / "setup.sh", root, PATH=str(tools))
    assert (done.returncode, done.stderr) == (
        1,
        "No Python 3.11 or newer is to be had here: choose a newer image.\n",
    )
    (tools / "kept").write_text(PYTHON.replace("{python}", sys.executable))
    apt.write_text(APT.replace("{tools}", str(tools)))
    done = run(root / "source" / "setup.sh", root, PATH=str(tools))
    assert done.returncode == 0, done.stderr
    assert (root / "venv" / "installed").exists()


@pytest.mark.parametrize(
    "place", ["double.py", "01_toy/double.py", "repo/assignments/01_toy/double.py"]
)
def test_a_submission_is_marked_in_whatever_form_it_is_uploaded(root, place):
    path = root / "submission" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SOLVED)
    assert result_of(root)["score"] == 10


def test_a_wrong_one_gets_no_points_and_feedback_and_its_level_is_told(root):
    (root / "submission" / "double.py").write_text(WRONG)
    result = result_of(root)
    assert result["score"] == 0
    assert result["extra_data"]["isolation"] in ("A", "B")
    (test,) = result["tests"]
    assert "That is the square." in test["output"]


def test_an_upload_that_is_something_else_gets_no_points_and_a_sentence(root):
    (root / "submission" / "essay.pdf").write_bytes(b"%PDF")
    result = result_of(root)
    assert result["score"] == 0
    assert "The file 01_toy/double.py is missing." in result["tests"][0]["output"]


def test_a_fault_of_the_kit_is_no_mark(root):
    (root / "submission" / "double.py").write_text(WRONG)
    properties = root / "source" / "kit" / "tests" / "properties" / "01_toy" / "test_double.py"
    properties.write_text("0 / 0\n")
    done = run(root / "run_autograder", root)
    assert done.returncode == 2
    assert not (root / "results" / "results.json").exists()


def test_level_c_is_marked_at_only_where_that_was_asked_for(copy):
    def script(**options):
        data = gradescope_zip(copy, **options)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.read("run_autograder").decode()

    assert "--allow-level-c" not in script()
    assert "grade.py ci --allow-level-c" in script(allow_level_c=True)


def test_the_same_copy_makes_the_same_zip_without_what_is_for_students(copy):
    data = gradescope_zip(copy)
    assert data == gradescope_zip(copy)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
    assert names[:2] == ["setup.sh", "run_autograder"]
    assert "kit/practice.deck" in names
    assert not [name for name in names if ".github" in name or name.endswith(".ipynb")]


def test_release_writes_it_and_says_what_to_do_with_it(cli, tmp_path):
    target = tmp_path / "autograder.zip"
    done = cli("release", target, "--format", "gradescope", "--unit", "01", "--seed", 1)
    assert done.returncode == 0, done.stderr
    assert "Upload it as the autograder." in done.stdout
    assert "--allow-level-c" in done.stdout
    assert zipfile.is_zipfile(target)


@pytest.mark.slow
def test_setup_installs_all_that_is_needed_into_an_environment_that_is_new(copy, tmp_path):
    root = laid_out(gradescope_zip(copy), tmp_path / "autograder")
    done = run(root / "source" / "setup.sh", root)
    assert done.returncode == 0, done.stderr
    (root / "submission" / "double.py").write_text(SOLVED)
    assert result_of(root)["score"] == 10
