"""One run of a probe: what is recorded of values, and of exceptions that lie."""

import os
import random
import sys

import numpy as np
import pytest
import torch

from autograder.observation.run import MAX_MESSAGE, observe, record_exception
from autograder.property import Calls, Property
from autograder.wire.codec import encode
from autograder.wire.plain import MappingData, Opaque
from autograder.wire.record import MAX_FRAMES
from autograder.wire.values import to_plain


def run(implementation, probe=lambda f: f(), *, case=(), seed=0, calls=None, **options):
    prop = Property("f", "test_f", "", 1, probe, {}, calls=calls)
    return observe(prop, implementation, dict(case), seed=seed, **options)


def defined(text):
    """The function `f` of a file that holds `text`."""
    scope = {}
    exec(compile(text, "<file>", "exec"), scope)
    return scope["f"]


def recorded(error):
    """The record of an exception, which must be fit to be sent."""
    try:
        raise error
    except BaseException as caught:
        found = record_exception(caught, __file__)
    assert encode(found)
    return found


def test_a_value_is_recorded_as_plain_data():
    assert run(lambda: (1, "a")).value == to_plain((1, "a"))


def test_every_run_gets_fresh_inputs():
    case = {"x": to_plain(torch.zeros(2), layout=True)}
    for _ in range(2):
        assert run(torch.Tensor.add_, lambda f, x: f(x, 1), case=case).value == to_plain(
            torch.ones(2)
        )


def test_every_run_starts_from_the_same_state():
    def draws():
        return torch.rand(2), np.random.rand(2), random.random(), torch.empty(2)  # noqa: NPY002

    first = run(draws, seed=3)
    with torch.no_grad():
        torch.set_default_dtype(torch.float64)
        assert run(draws, seed=3) == first
    assert run(draws, seed=4) != first
    assert run(torch.is_grad_enabled).value is True


def test_every_run_has_one_thread_whatever_ran_before():
    before = torch.get_num_threads()
    try:
        run(lambda: torch.set_num_threads(2))
        assert run(torch.get_num_threads).value == 1
    finally:
        torch.set_num_threads(before)


def test_on_the_cpu_no_accelerator_is_in_sight_and_elsewhere_those_that_were(monkeypatch):
    """A reference runs in the grader, on whose machine there may be one."""
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "3")
    monkeypatch.delenv("HIP_VISIBLE_DEVICES", raising=False)

    def visible():
        return [os.environ.get(f"{kind}_VISIBLE_DEVICES") for kind in ("CUDA", "HIP")]

    assert run(visible).value == to_plain(["", ""])
    assert run(visible, device=torch.device("meta")).value == to_plain(["3", None])
    assert visible() == ["3", None]


def test_what_torch_leaves_uninitialised_shows():
    assert run(lambda: bool(torch.empty(3).isnan().all())).value is True


def test_calls_are_counted_only_where_they_are_asked_for():
    assert run(lambda: torch.ones(1).add(1)).calls == {}
    assert run(lambda: torch.ones(1).add(1), calls=Calls()).calls["Tensor.add"] == 1


def test_an_exception_of_the_submission_is_raised_and_not_unusable():
    def implementation():
        raise ValueError("no")

    observation = run(implementation)
    assert (observation.raised.type, observation.raised.message) == ("ValueError", "no")
    assert not observation.unusable


def test_a_value_that_the_probe_cannot_use_is_kept():
    observation = run(defined("def f():\n    return None\n"), lambda f: f().shape)
    assert observation.unusable
    assert (observation.value, observation.raised.type) == (None, "AttributeError")


def test_without_a_name_the_lines_of_the_implementations_file_are_kept():
    def implementation():
        return helper()

    def helper():
        raise ValueError

    names = [frame.function.rpartition(".")[2] for frame in run(implementation).raised.frames]
    assert names[-2:] == ["implementation", "helper"]


def test_a_second_call_that_fails_is_raised_though_the_first_returned():
    once = defined("def f(seen=[]):\n    seen.append(1)\n    return 1 / (2 - len(seen))\n")
    observation = run(once, lambda f: (f(), f()))
    assert (observation.raised.type, observation.unusable) == ("ZeroDivisionError", False)
    assert [frame.line for frame in observation.raised.frames] == [3]


def test_an_answer_that_fails_when_used_is_raised_where_its_own_code_failed():
    answer = defined(
        "class A:\n    def __len__(self):\n        raise ValueError\ndef f():\n    return A()\n"
    )
    observation = run(answer, lambda f: len(f()))
    assert (observation.raised.type, observation.unusable) == ("ValueError", False)
    assert run(answer, lambda f: len(f()), filename="<other>").unusable


def test_a_class_has_no_file_of_its_own():
    class Fails:
        def __init__(self):
            raise ValueError

    assert run(Fails).raised.frames == ()


@pytest.mark.parametrize("error", [SystemExit(1), GeneratorExit(), BaseException("x")])
def test_no_exception_of_a_submission_escapes(error):
    def implementation():
        raise error

    assert run(implementation).raised.type == type(error).__name__


def test_an_interrupt_from_the_keyboard_is_no_answer():
    def implementation():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(implementation)


def test_the_types_of_an_exception_are_named_with_their_bases():
    assert recorded(KeyError("a")).types == (
        "KeyError",
        "LookupError",
        "Exception",
        "BaseException",
    )


def test_a_long_message_is_cut():
    assert recorded(ValueError("a" * 10_000)).message == "a" * MAX_MESSAGE


def test_only_the_last_lines_of_a_deep_traceback_are_kept():
    def down(depth):
        return down(depth - 1) if depth else 1 / 0

    with pytest.raises(ZeroDivisionError) as caught:
        down(100)
    assert len(record_exception(caught.value, __file__).frames) == MAX_FRAMES


class Text(str):
    """A text whose parts are not texts."""

    __slots__ = ()

    def __getitem__(self, key):
        return self

    def encode(self, *args):
        raise RuntimeError


def error_with(**attributes):
    return type("Odd", (Exception,), {"__module__": "unit", **attributes})()


def test_a_message_that_is_no_plain_text_is_read_all_the_same():
    message = recorded(error_with(__str__=lambda self: Text("a" * 5000))).message
    assert (type(message), message) == (str, "a" * MAX_MESSAGE)


def test_a_message_that_cannot_be_read_says_why():
    def fail(self):
        raise error_with()

    found = recorded(error_with(__str__=fail))
    assert found.message == "(its message could not be read: unit.Odd)"


def test_lone_surrogates_in_a_message_are_written_out():
    assert recorded(ValueError("a\ud800")).message == r"a\ud800"


def test_a_traceback_that_an_exception_hides_is_found():
    found = recorded(error_with(__traceback__=property(lambda self: None)))
    assert [frame.function for frame in found.frames] == ["recorded"]


def test_the_type_of_an_exception_is_its_real_one():
    class Meta(type):
        __mro__ = property(lambda cls: (ValueError, object))

    class OddError(Exception, metaclass=Meta):
        pass

    found = recorded(OddError())
    assert found.type.endswith("OddError")
    assert found.types[1:] == ("Exception", "BaseException")


def test_lone_surrogates_in_the_name_of_an_exception_are_written_out():
    assert recorded(error_with(__module__="a\ud800")).type == r"a\ud800.Odd"


def test_lone_surrogates_in_the_name_of_a_function_are_written_out():
    def implementation():
        raise ValueError

    implementation.__code__ = implementation.__code__.replace(co_qualname="a\ud800")
    observation = run(implementation)
    assert observation.raised.frames[-1].function == r"a\ud800"
    assert encode(observation)


def test_a_line_without_a_number_is_line_nought():
    def implementation():
        raise ValueError

    implementation.__code__ = implementation.__code__.replace(co_linetable=b"")
    tracer = sys.gettrace()
    sys.settrace(None)  # with one (coverage's), Python makes a number up
    try:
        observation = run(implementation)
    finally:
        sys.settrace(tracer)
    assert observation.raised.frames[-1].line == 0
    assert encode(observation)


def test_an_answer_that_cannot_be_read_is_named():
    class Odd(np.float64):
        def __str__(self):
            raise SystemError

    observation = run(lambda: {"a": Odd(1)})
    assert isinstance(observation.value, MappingData)
    ((_, value),) = observation.value.items
    assert isinstance(value, Opaque)
