"""The student's copy: what is in it, what is not, and how it is written to a folder."""

import ast
import errno
import io
import re
import tomllib
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
import toy

from autograder.exercise import House
from autograder.language import SaidError
from autograder.manifest import NAME, digest, read_manifest
from autograder.oracle.deck import pack, unpack
from autograder.recording.record import cut, joined, record_exercise
from autograder.release.contents import student_copy
from autograder.release.engine import INSTRUCTORS
from autograder.release.write import check_folder, write_copy
from autograder.stubs import SHIPPED
from autograder.version import VERSION
from autograder.worker.system import worker_source

STUB = "assignments/01_toy/double.py"
SOLVED = "def double(x):\n    return x + x\n"
EMPTY = pack(joined([], seed=1))
REAL = House()
# A line of a solution says little where it is short, only opens a block, or goes on.
TELLING = 20
OPENS = re.compile(r"(import|from|def|class|with|if|elif|for|while|except|@)\b|@|.*[:,(\[{]$")


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    return toy.toy_house(tmp_path_factory.mktemp("house"))


@pytest.fixture(scope="module")
def deck(house):
    (exercise,) = house.exercises
    with closing(worker_source([house.properties(exercise)], house=house)) as workers:
        return pack(joined([record_exercise(house, exercise, workers, seed=1)], seed=1))


@pytest.fixture(scope="module")
def copy(house, deck):
    return student_copy(house, house.units, deck)


@pytest.fixture(scope="module")
def whole():
    """All that is handed out of the real curriculum, but for the deck."""
    return student_copy(REAL, REAL.units, EMPTY)


def handed_out(copy, folder):
    assert write_copy(copy, folder, check_folder(folder, update=False)) is not None
    return folder


def update(copy, folder):
    return write_copy(copy, folder, check_folder(folder, update=True))


def there(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def with_files(copy, **changed):
    files = {path: copy.files[path] for path in copy.files} | changed
    return type(copy)(files, copy.kit)


def telling_lines():
    """The lines of all solutions that tell something and stand in no stub."""
    stubs = {
        line.strip()
        for exercise in REAL.exercises
        for line in REAL.stub(exercise).read_text(encoding="utf-8").splitlines()
    }
    for exercise in REAL.exercises:
        text = REAL.reference(exercise).read_text(encoding="utf-8")
        for node in ast.parse(text).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                for line in text.splitlines()[node.lineno : node.end_lineno]:
                    plain = line.strip()
                    if len(plain) >= TELLING and plain not in stubs and not OPENS.match(plain):
                        yield plain


def test_no_line_of_a_solution_or_a_mistake_is_in_it(whole):
    lines = set(telling_lines())
    assert len(lines) > 1000
    for path, data in whole.files.items():
        if path == SHIPPED.as_posix():
            archive = zipfile.ZipFile(io.BytesIO(data))
            text = b"\n".join(map(archive.read, archive.namelist()))
        else:
            text = data
        held = text.decode("utf-8", "replace").splitlines()
        found = lines & {line.strip() for line in held}
        assert not found, f"{path} holds {found}"


def test_no_path_of_the_author_is_in_it(whole):
    author = re.compile(rf"(?<![\w.])({re.escape(str(REAL.root))}|{Path.home()}|/home|/Users)/")
    for path, data in whole.files.items():
        assert not author.search(data.decode("utf-8", "replace")), path


def test_nothing_that_is_for_instructors_is_in_it(whole):
    for name in INSTRUCTORS:
        place = name.replace(".", "/")
        assert not [p for p in whole.files if p.startswith((f"{place}.py", f"{place}/"))], name
    assert not [p for p in whole.files if p.startswith(("reference/", "tests/kit", "tests/sub"))]


def test_what_is_imported_at_once_is_in_it(whole):
    for path, data in whole.files.items():
        if not path.endswith(".py"):
            continue
        for node in ast.parse(data).body:
            names = [alias.name for alias in getattr(node, "names", ())]
            named = getattr(node, "module", None) or (names[0] if names else "")
            if isinstance(node, ast.Import | ast.ImportFrom) and named.startswith("autograder"):
                place = named.replace(".", "/")
                assert {f"{place}.py", f"{place}/__init__.py"} & whole.files.keys(), (path, named)


def test_what_is_imported_later_is_in_it_or_there_is_another_way(whole):
    left_out = {}
    for path, data in whole.files.items():
        if not path.endswith(".py"):
            continue
        for node in ast.walk(ast.parse(data)):
            named = getattr(node, "module", None) or ""
            place = named.replace(".", "/")
            known = {f"{place}.py", f"{place}/__init__.py"} & whole.files.keys()
            if isinstance(node, ast.ImportFrom) and named.startswith("autograder") and not known:
                left_out[path] = named
    # Each of these was looked at: what comes before the import returns where there is a deck.
    assert left_out == {
        "autograder/cli/main.py": "autograder.cli.instructors",
        "autograder/grading/grader.py": "autograder.grading.live",
        "autograder/watching/bench.py": "autograder.grading.live",
    }


def test_it_declares_what_it_needs_and_nothing_else(whole):
    project = tomllib.loads(whole.files["pyproject.toml"].decode())["project"]
    names = {line.split(">")[0] for line in project["dependencies"]}
    assert names == {"click", "hypothesis", "msgspec", "numpy", "rich", "torch", "watchfiles"}
    assert project["version"] == VERSION


def test_its_door_asks_for_just_what_is_installed(whole):
    project = tomllib.loads(whole.files["pyproject.toml"].decode())["project"]
    names = {line.split(">")[0] for line in project["dependencies"]}
    (asked,) = [
        ast.literal_eval(node.value)
        for node in ast.parse(whole.files["grade.py"]).body
        if isinstance(node, ast.Assign) and node.targets[0].id == "NEEDED"
    ]
    assert set(asked) == names
    pinned = whole.files["constraints.txt"].decode().splitlines()
    assert {line.split("==")[0] for line in pinned if not line.startswith("#")} <= names
    assert any(line.startswith("torch==") for line in pinned)


def test_the_pages_have_no_field_left_and_name_every_unit(whole):
    for path in ("README.md", "README.zh.md", "pyproject.toml"):
        assert b"{{" not in whole.files[path]
    for unit in REAL.units:
        assert f"(assignments/{unit.name}/README.md)" in whole.files["README.md"].decode()
        assert f"(assignments/{unit.name}/README.zh.md)" in whole.files["README.zh.md"].decode()


def test_one_unit_brings_its_own_files_only():
    chosen = student_copy(REAL, REAL.units[1:2], EMPTY)
    inner = [path.split("/") for path in chosen.files if path.startswith("assignments/")]
    assert {parts[1] for parts in inner if len(parts) > 2} == {"02_creation"}
    assert b"%%grade filled_buffer" in chosen.files["assignments/colab.ipynb"]
    assert not [path for path in chosen.files if "03_numpy_bridge" in path]
    assert b"03_numpy_bridge" not in chosen.files["README.md"]


def test_the_same_house_and_deck_give_the_same_files(house, deck, copy):
    assert student_copy(house, house.units, deck).files == copy.files


def test_a_deck_is_cut_down_to_what_is_handed_out(deck):
    contents = unpack(deck, "").contents
    whole = cut(contents, {"01_toy/double.py"})
    assert whole.exercises[0].properties[0].points == 10
    assert len(whole.data) == len(contents.data)
    assert cut(contents, set()).data == ()


def test_the_manifest_tells_of_every_other_file(copy, tmp_path):
    folder = handed_out(copy, tmp_path / "copy")
    manifest = read_manifest(folder)
    files = there(folder)
    assert {*manifest.files, NAME} == files.keys()
    assert all(manifest.files[path] == digest(files[path]) for path in manifest.files)
    assert (manifest.kit, manifest.units) == (VERSION, ("01_toy",))


def test_an_update_brings_what_is_newer_and_leaves_what_a_student_wrote(copy, tmp_path):
    folder = handed_out(copy, tmp_path / "copy")
    (folder / STUB).write_text(SOLVED)
    (folder / "README.md").write_text("my notes")
    (folder / "notes.txt").write_text("mine")
    (folder / "grade.py").write_text("print('100 of 100')")
    (folder / "autograder" / "version.py").unlink()
    newer = with_files(copy, **{STUB: b"# a newer stub\n", "LICENSE": b"newer\n"})
    written = update(newer, folder)
    assert (folder / STUB).read_text() == SOLVED
    assert (folder / "README.md").read_text() == "my notes"
    assert (folder / "notes.txt").read_text() == "mine"
    assert (folder / "grade.py").read_bytes() == copy.files["grade.py"]
    assert (folder / "autograder" / "version.py").exists()
    assert (folder / "LICENSE").read_bytes() == b"newer\n"
    assert (written.kept, written.replaced) == ((STUB,), ("grade.py",))


def test_an_update_renews_a_stub_that_nobody_touched_and_brings_back_a_deleted_one(copy, tmp_path):
    folder = handed_out(copy, tmp_path / "copy")
    update(with_files(copy, **{STUB: b"# a newer stub\n"}), folder)
    assert (folder / STUB).read_bytes() == b"# a newer stub\n"
    (folder / STUB).unlink()
    update(copy, folder)
    assert (folder / STUB).read_bytes() == copy.files[STUB]


def test_an_update_takes_away_what_is_handed_out_no_longer_unless_it_was_changed(copy, tmp_path):
    extra = {"assignments/02_more/one.py": b"# one\n", "assignments/02_more/two.py": b"# two\n"}
    more = with_files(copy, **extra)
    manifest = {path: digest(data) for path, data in more.files.items() if path != NAME}
    text = read_manifest(handed_out(copy, tmp_path / "first"))
    from msgspec.structs import replace

    from autograder.manifest import encoded

    more = with_files(more, **{NAME: encoded(replace(text, files=manifest))})
    folder = handed_out(more, tmp_path / "copy")
    (folder / "assignments/02_more/one.py").write_text(SOLVED)
    update(copy, folder)
    assert [p.name for p in (folder / "assignments/02_more").iterdir()] == ["one.py"]


def test_a_second_update_changes_nothing(copy, tmp_path):
    folder = handed_out(copy, tmp_path / "copy")
    (folder / STUB).write_text(SOLVED)
    before = there(folder)
    assert update(copy, folder) == type(update(copy, folder))()
    assert there(folder) == before


def test_an_empty_folder_and_an_empty_clone_are_filled(copy, tmp_path):
    (tmp_path / "empty").mkdir()
    assert there(handed_out(copy, tmp_path / "empty")) == copy.files
    (tmp_path / "clone" / ".git").mkdir(parents=True)
    (tmp_path / "clone" / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    files = there(handed_out(copy, tmp_path / "clone"))
    assert files.pop(".git/HEAD") == b"ref: refs/heads/main\n"
    assert files == copy.files
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clone", "empty"]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda folder: folder.write_text(""), "is a file; name a folder"),
        (lambda folder: (folder / "mine").mkdir(parents=True), "no student's copy"),
        (lambda folder: made(folder, "{"), "release.json cannot be read"),
        (lambda folder: made(folder, manifest_of("99.0")), "is a copy of version 99.0"),
        (lambda folder: made(folder, manifest_of(VERSION, "../x")), "not of this folder"),
    ],
)
def test_a_folder_that_is_no_copy_of_ours_is_refused(tmp_path, make, said):
    folder = tmp_path / "copy"
    make(folder)
    with pytest.raises(SaidError, match=said):
        check_folder(folder, update=True)


def made(folder, manifest):
    path = folder / NAME
    path.parent.mkdir(parents=True)
    path.write_text(manifest)


def manifest_of(kit, *files):
    named = ", ".join(f'"{name}": ""' for name in files)
    return f'{{"kit": "{kit}", "units": [], "deck": "", "files": {{{named}}}}}'


def test_a_copy_is_brought_up_to_date_only_when_asked(copy, tmp_path):
    folder = handed_out(copy, tmp_path / "copy")
    with pytest.raises(SaidError, match="Add --update"):
        check_folder(folder, update=False)


@pytest.mark.parametrize("existing", [False, True])
def test_a_full_disk_leaves_everything_as_it_was(copy, tmp_path, monkeypatch, existing):
    folder = tmp_path / "copy"
    if existing:
        handed_out(copy, folder)
        (folder / STUB).write_text(SOLVED)
    before, count = there(tmp_path), iter(range(40))
    write = Path.write_bytes

    def fails(path, data):
        if next(count, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return write(path, data)

    known = check_folder(folder, update=True)
    monkeypatch.setattr(Path, "write_bytes", fails)
    with pytest.raises(SaidError, match="copy cannot be written: No space left on device"):
        write_copy(copy, folder, known)
    assert there(tmp_path) == before


def test_a_folder_that_may_not_be_written_is_named(copy, tmp_path, monkeypatch):
    def refuses(*args, **options):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("tempfile.mkdtemp", refuses)
    with pytest.raises(SaidError, match="copy cannot be written: Permission denied"):
        write_copy(copy, tmp_path / "copy", None)


def test_a_stub_that_somebody_solved_is_not_handed_out(tmp_path, deck):
    house = toy.toy_house(tmp_path, stub=SOLVED)
    with pytest.raises(SaidError, match="is no stub, and a solution must not be handed out"):
        student_copy(house, house.units, deck)


def test_a_missing_stub_is_said_before_anything_is_written(tmp_path, deck):
    house = toy.toy_house(tmp_path)
    house.stub(house.exercises[0]).unlink()
    with pytest.raises(SaidError, match=r"assignments/01_toy/double\.py is missing"):
        student_copy(house, house.units, deck)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("assignments/copy",), "is inside"),
        (("autograder/copy",), "is inside"),
        (("README.md",), "is a file; name a folder"),
        ((".",), "no student's copy"),
        (("x", "--unit", "zero_rows_"), "is an exercise; name a unit, like 04_indexing"),
        (("x", "--until", "99_none"), "no exercise or unit called '99_none'"),
        (("x", "--deck", "y", "--seed", "1"), "leave --seed out"),
        (("x", "--deck", "no.deck"), "cannot be read: No such file"),
    ],
)
def test_bad_input_gets_one_sentence(cli, arguments, said):
    done = cli("release", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (REAL.root / "x").exists()
