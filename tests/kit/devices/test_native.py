"""torch's C++ is found by its headers and its exported names, and what is not there is a gap."""

import ctypes

import pytest

from autograder.devices import native, vtable
from autograder.devices.gap import SimulationGap
from autograder.devices.vtable import CUDA_HOOKS, DEVICE_GUARD, virtual_functions


def test_virtual_functions_come_in_the_order_of_their_declaration():
    guard = virtual_functions(DEVICE_GUARD)
    assert guard[:5] == ("type", "exchangeDevice", "getDevice", "setDevice", "uncheckedSetDevice")
    assert guard[-2:] == ("destructor", "deleting destructor")
    assert len(guard) == len(set(guard))


def test_those_of_a_base_class_come_first():
    hooks = virtual_functions(CUDA_HOOKS)
    assert hooks[:2] == ("destructor", "deleting destructor")
    assert hooks.index("isBuilt") < hooks.index("hasPrimaryContext") < hooks.index("hasCUDA")


def test_a_header_that_is_not_there_is_a_gap():
    with pytest.raises(SimulationGap, match=r"this torch has no no/such\.h"):
        virtual_functions(("no/such.h",))


def test_a_changed_table_differs_in_the_changed_place_only():
    names = ("first", "second", "third")
    table = vtable.immortal(*range(100, 100 + 2 + len(names) + 16))
    thing = vtable.immortal(table + 16)
    copied = vtable.changed_table(thing, names, {"second": 7})
    words = list((ctypes.c_void_p * 5).from_address(copied - 16))
    assert words == [100, 101, 102, 7, 104]
    assert vtable.word_at(thing).value == table + 16


def test_a_function_that_a_table_has_not_is_a_gap():
    table = vtable.immortal(*[0] * 20)
    with pytest.raises(SimulationGap, match="no virtual function other"):
        vtable.changed_table(vtable.immortal(table + 16), ("one",), {"other": 1})


def test_what_stands_in_for_a_driver_answers_as_it_should():
    prototype = ctypes.CFUNCTYPE(ctypes.c_int)
    assert prototype(native.RETURNS_1)() == 1
    assert prototype(native.RETURNS_0)() == 0


def test_a_library_or_a_function_that_is_not_there_is_a_gap():
    with pytest.raises(SimulationGap, match=r"libnothing\.so cannot be opened"):
        native.library("nothing")
    with pytest.raises(SimulationGap, match=r"libc10\.so does not export nothing"):
        native.function("c10", "nothing")
