"""`nbgrader init` as an instructor runs it: a course, and the same course written again."""

import json
import shutil

import pytest

UNIT = "01_warmup"
NOTEBOOK = f"source/{UNIT}/{UNIT}.ipynb"


@pytest.fixture(scope="module")
def first(cli, tmp_path_factory):
    """A course as it is written first."""
    folder = tmp_path_factory.mktemp("first") / "course"
    made = cli("nbgrader", "init", folder, "--unit", UNIT, "--seed", 1)
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture
def course(first, tmp_path):
    return shutil.copytree(first, tmp_path / "course")


@pytest.fixture
def again(cli, course):
    return lambda *options: cli("nbgrader", "init", course, "--unit", UNIT, *options)


def files_in(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def cells_in(course, path=NOTEBOOK):
    return json.loads((course / path).read_bytes())["cells"]


def first_task(cells):
    return next(cell for cell in cells if cell["id"].endswith("-task"))


def edit(course):
    """Change a cell of the kit's, add one, and change the settings; the id of the changed one."""
    file = course / NOTEBOOK
    notebook = json.loads(file.read_bytes())
    changed = first_task(notebook["cells"])
    changed["source"] = "My words"
    notebook["cells"].append(
        {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": "My own cell"}
    )
    file.write_text(json.dumps(notebook), encoding="utf-8")
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write("c.Exchange.root = '/srv/exchange'\n")
    return changed["id"]


def let_the_kit_have_written_another(course, name):
    """As if an earlier version of the kit had written another text into a cell."""
    file = course / "torch_kata.json"
    remembered = json.loads(file.read_bytes())
    remembered["notebooks"][NOTEBOOK][name][0] = "0" * 16
    file.write_text(json.dumps(remembered), encoding="utf-8")


def test_writing_it_again_changes_nothing_where_nothing_has_changed(course, again):
    before = files_in(course)
    assert again().returncode == 0
    assert files_in(course) == before


def test_what_the_instructor_changed_and_added_stays(course, again):
    edit(course)
    settings = (course / "nbgrader_config.py").read_bytes()
    done = again()
    assert done.returncode == 0, done.stdout
    cells = cells_in(course)
    assert first_task(cells)["source"] == "My words"
    assert cells[-1]["source"] == "My own cell"
    assert (course / "nbgrader_config.py").read_bytes() == settings


def test_a_cell_that_both_have_changed_is_named_and_stays(course, again):
    name = edit(course)
    let_the_kit_have_written_another(course, name)
    done = again()
    assert done.returncode == 1
    assert f"cell {name}: changed by you and by the kit (yours stays; --replace" in done.stdout
    assert first_task(cells_in(course))["source"] == "My words"


def test_with_replace_the_kits_cell_is_taken_and_the_earlier_notebook_kept(course, again, first):
    name = edit(course)
    let_the_kit_have_written_another(course, name)
    done = again("--replace")
    assert done.returncode == 0
    assert f"cell {name}: changed by you and by the kit (the kit's was taken" in done.stdout
    cells = cells_in(course)
    assert first_task(cells) == first_task(cells_in(first))
    assert cells[-1]["source"] == "My own cell"
    assert first_task(cells_in(course, f"replaced/{UNIT}.ipynb"))["source"] == "My words"


def test_a_notebook_that_cannot_be_read_is_left_and_nothing_is_written(course, again):
    (course / NOTEBOOK).write_text("{", encoding="utf-8")
    before = files_in(course)
    refused = again()
    assert refused.returncode == 2
    assert "is no notebook that can be read, so it is left as it is" in refused.stderr
    assert files_in(course) == before


def test_a_course_in_chinese_is_chinese_down_to_its_feedback(first, tmp_path, cli):
    folder = tmp_path / "kurs"
    deck = first / "marking.deck"
    made = cli("nbgrader", "init", folder, "--unit", UNIT, "--deck", deck, "--lang", "zh")
    assert made.returncode == 0, made.stderr
    text = "".join("".join(cell["source"]) for cell in cells_in(folder))
    assert "提示" in text
    assert "Hint 1" not in text
    assert "c.GradeIsolated.lang = 'zh'" in (folder / "nbgrader_config.py").read_text()
