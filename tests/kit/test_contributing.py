"""The exercise that CONTRIBUTING adds in ten minutes is fit to grade with, as it stands there."""

import re
import shutil

from autograder.exercise import House

ROOT = House().root
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
UNIT = "04_indexing"
NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "kit", "submissions")


def blocks():
    """The files of the example, by the path that stands in front of each."""
    found = re.findall(r"`((?:\w+/)+04_indexing/\w+\.py)`.*?```python\n(.*?)```", PAGE, re.DOTALL)
    section = re.search(r"````markdown\n(.*?)````", PAGE, re.DOTALL)[1]
    return dict(found), section


def test_the_example_is_an_exercise_that_check_accepts(cli, tmp_path):
    house = tmp_path / "house"
    shutil.copytree(ROOT, house, ignore=NOT_COPIED)
    files, section = blocks()
    assert len(files) == 3
    for path, text in files.items():
        (house / path).write_text(text, encoding="utf-8")
    for page in ("README.md", "README.zh.md"):
        lesson = house / "assignments" / UNIT / page
        text = section.replace("Hint", "提示").replace("Builds on**:", "先学**:")
        both = text if page == "README.zh.md" else section
        lesson.write_text(lesson.read_text(encoding="utf-8") + "\n" + both, encoding="utf-8")
    done = cli("check", "repeat_rows", "--seed", 1, cwd=house)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Fit to grade with." in done.stdout
    done = cli("repeat_rows", cwd=house)
    assert "not started" in done.stdout
