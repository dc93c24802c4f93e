"""Every attack at every level that this machine has: what it gets, and what it leaves behind."""

import contextlib
import functools
import sys

import pytest
import traces
from attack import PAGE, all_attacks, refreshed
from proving_ground import HURRIED, SECRET, ProvingGround

from autograder.child.confinement.detect import best_level
from autograder.child.confinement.levels import Level

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the attacks are on Linux")
ATTACKS = all_attacks()
LEVELS = [level for level in Level if level >= best_level()]


def pairs(*, held):
    """Levels and attacks, where the one should hold the other, or should not.

    What lingers is slow but at the best level: the deadline is the same at all of them.
    """

    def pair(level, attack):
        slow = [pytest.mark.slow] if attack.lingers and level is not LEVELS[0] else []
        return pytest.param(level, attack, id=f"{level}-{attack.name}", marks=slow)

    found = [pair(lv, a) for lv in LEVELS for a in ATTACKS if (lv in a.held) == held]
    return pytest.mark.parametrize(("level", "attack"), found)


def kept():
    """Attacks that the best level holds; only those on the answers are run every time."""

    def param(attack):
        slow = [] if attack.name.startswith(("deceit", "forgery", "leaks")) else [pytest.mark.slow]
        return pytest.param(attack, id=attack.name, marks=slow)

    return pytest.mark.parametrize("attack", [param(a) for a in ATTACKS if LEVELS[0] in a.held])


@pytest.fixture(scope="module")
def grounds(tmp_path_factory):
    exercises = {name for a in ATTACKS for name in (a.exercise, a.neighbour)}
    with pytest.MonkeyPatch.context() as patch, contextlib.ExitStack() as opened:
        patch.setenv("KATA_SECRET", SECRET)
        patch.setattr("autograder.grading.explore.MAX_SHRINKS", 5)

        @functools.cache
        def at(level, *, keeps=False):
            folder = tmp_path_factory.mktemp(f"level_{level}")
            made = ProvingGround(level, folder, exercises, keeps=keeps)
            return opened.enter_context(contextlib.closing(made))

        traces.adopt_orphans(True)
        yield at
        traces.adopt_orphans(False)


@pytest.fixture
def hurried(attack, monkeypatch):
    if attack.exercise == HURRIED:
        monkeypatch.setattr("autograder.grading.attempt.LOAD_SECONDS", 0.5)


@pytest.fixture
def outcome(grounds, level, attack, hurried):
    return grounds(level).attack(attack)


@pairs(held=True)
def test_a_level_holds_what_it_says_that_it_holds(attack, outcome):
    assert not outcome.lost
    assert outcome.result.verdict in attack.verdicts


@kept()
def test_workers_that_are_kept_hold_it_too(attack, grounds, hurried):
    outcome = grounds(LEVELS[0], keeps=True).attack(attack)
    assert not outcome.lost
    assert outcome.result.verdict in attack.verdicts


@pairs(held=False)
def test_what_gets_through_elsewhere_is_what_is_said(level, attack, outcome, record_property):
    record_property("lost", sorted(outcome.lost))
    assert outcome.lost.keys() <= attack.loses, outcome.lost
    if level is not Level.C:  # which depends on the machine, and promises nothing
        assert outcome.lost, f"level {level} holds it after all: say so"


def test_the_page_on_security_tells_of_every_attack():
    page = PAGE.read_text(encoding="utf-8")
    assert page == refreshed(page), "run: python tests/kit/attack.py"
    assert all(f"`{attack.name.split('/')[1]}`" in page for attack in ATTACKS)


def test_there_are_many_and_level_a_holds_all_but_those_of_method():
    assert len(ATTACKS) >= 200
    assert {a.name.split("/")[0] for a in ATTACKS if Level.A not in a.held} == {"method"}
