"""Attributes are replaced for a while, and put back exactly."""

import types

import pytest

from autograder.devices.surface.patches import Patch, patched


class Base:
    inherited = 1


class Owner(Base):
    own = 2


def test_what_was_there_comes_back_and_what_was_not_goes():
    before = dict(vars(Owner))
    with patched([Patch(Owner, "own", 3), Patch(Owner, "inherited", 4), Patch(Owner, "new", 5)]):
        assert (Owner.own, Owner.inherited, Owner.new) == (3, 4, 5)
    assert dict(vars(Owner)) == before
    assert Owner.inherited == 1


def test_an_attribute_patched_twice_is_what_it_was_first():
    module = types.ModuleType("module")
    module.name = 1
    with patched([Patch(module, "name", 2), Patch(module, "name", 3)]):
        assert module.name == 3
    assert module.name == 1


def test_a_patch_that_fails_undoes_those_before_it():
    module = types.ModuleType("module")
    with pytest.raises(TypeError), patched([Patch(module, "name", 1), Patch(int, "real", 2)]):
        pytest.fail("it was entered")
    assert not hasattr(module, "name")


def test_what_was_deleted_meanwhile_is_no_error():
    module = types.ModuleType("module")
    with patched([Patch(module, "name", 1)]):
        del module.name
    assert not hasattr(module, "name")
