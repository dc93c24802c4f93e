"""Parts of a class: together they are the class, and merge takes only what belongs together."""

import pytest
from msgspec.structs import replace

from autograder.batch.discover import HandIn
from autograder.batch.download_names import Named
from autograder.batch.ledger import NAME, open_ledger
from autograder.batch.merge import merge
from autograder.batch.people import Candidate
from autograder.batch.roster import Person
from autograder.batch.shard import Shard, parse_shard
from autograder.batch.work import Outcome
from autograder.grading.class_record import ClassRecord, Status, StudentResult
from autograder.grading.score_report import Environment
from autograder.language import SaidError

FACTS = ClassRecord(
    title="Toys",
    environment=Environment(kit="1", torch="2", python="3", platform="x", isolation="A"),
    seed=1,
    recipe="r",
    max_points=10.0,
)
NAMES = ("ada", "bo", "cy", "dee")


def candidate(name, *, missing=False):
    hand_ins = () if missing else (HandIn(Named(name), (name,), folder=True),)
    return Candidate(Person(name), hand_ins)


@pytest.fixture
def part(tmp_path):
    """Make a folder of results: of a class, and of those whose outcomes it has, with their keys."""

    def make(name, keys, *, facts=FACTS, students=NAMES, status=Status.GRADED):
        folder = tmp_path / name
        folder.mkdir()
        with open_ledger(folder / NAME) as ledger:
            people = [StudentResult(student=s, status=Status.GRADED) for s in students]
            people.append(StudentResult(student="zoe", status=Status.MISSING))
            ledger.write_class(facts, people)
            for student, key in keys.items():
                ledger.keep(Outcome(student=student, key=key, status=status))
        return folder

    return make


@pytest.fixture
def into(tmp_path):
    with open_ledger(tmp_path / "all.sqlite") as ledger:
        yield ledger


@pytest.mark.parametrize("of", [1, 2, 3, 7])
def test_the_shards_of_a_class_are_the_class(of):
    everybody = [candidate(name, missing=name == "bo") for name in NAMES]
    shares = [Shard(number, of).share(everybody) for number in range(1, of + 1)]
    found = [one.person.student for share in shares for one in share]
    assert sorted(found) == ["ada", "cy", "dee"]


@pytest.mark.parametrize("text", ["0/2", "3/2", "2", "a/b", "1/0", "-1/2", ""])
def test_a_shard_that_is_none_gets_one_sentence(text):
    with pytest.raises(SaidError, match="like 2/8"):
        parse_shard(text)


def test_what_all_parts_have_is_taken_and_who_is_in_none_is_named(part, into):
    merged = merge([part("a", {"ada": "1", "cy": "3"}), part("b", {"bo": "2"})], into)
    assert merged.left == ("dee",)
    assert into.keys() == {"ada": "1", "bo": "2", "cy": "3"}
    assert into.read_class()[0] == FACTS


def test_a_fault_of_the_kit_gives_way_to_a_grade_of_another_part(part, into):
    lost = part("a", {"ada": "1"}, status=Status.KIT_ERROR)
    graded = part("b", {"ada": "1"})
    for order in ([lost, graded], [graded, lost]):
        merge(order, into)
        assert into.outcome("ada").status is Status.GRADED
    assert merge([lost], into).left == ("bo", "cy", "dee")


@pytest.mark.parametrize(
    ("spoilt", "sentence"),
    [
        ({"facts": replace(FACTS, recipe="other")}, "other decks, exercises or versions"),
        ({"students": ("ada", "eve")}, "not the same students"),
        ({"keys": {"ada": "9"}}, "other submissions of ada"),
    ],
)
def test_parts_that_do_not_belong_together_are_refused_and_nothing_is_taken(
    part, into, spoilt, sentence
):
    first = part("a", {"ada": "1"})
    other = part("b", **({"keys": {"bo": "2"}} | spoilt))
    with pytest.raises(SaidError, match=sentence):
        merge([first, other], into)
    assert into.keys() == {}


def test_two_shards_merge_to_the_grades_of_one_run(folders, graded, tmp_path, cli):
    parts = [tmp_path / "part1", tmp_path / "part2"]
    for number, part in enumerate(parts, 1):
        done = cli(*folders.words(part, "--shard", f"{number}/2"))
        assert done.returncode == 0, done.stderr
        assert "graded in this shard" in done.stdout
        assert not (part / "grades.csv").exists()
    half = cli("merge", tmp_path / "half", parts[0])
    assert half.returncode == 2
    assert "Not graded in any part: student" in half.stdout
    done = cli("merge", tmp_path / "out", *parts)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "out/grades.csv").read_bytes() == (graded / "grades.csv").read_bytes()
    assert (tmp_path / "out/report.html").is_file()
    assert cli("show", "student0000", "--results", tmp_path / "out").returncode == 0


def test_a_shard_without_a_deck_and_a_part_that_is_the_whole_are_refused(folders, graded, cli):
    words = folders.words(graded, "--shard", "1/2")
    del words[words.index("--deck") : words.index("--deck") + 2]
    done = cli(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "needs the same deck" in done.stderr
    assert "one of the parts" in cli("merge", graded, graded).stderr
