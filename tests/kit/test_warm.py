"""Warm workers: at hand before they are asked for, stopped at once, started anew after an end."""

import sys

import pytest

from autograder.exercise import House
from autograder.target import Target
from autograder.wire.messages import Load
from autograder.worker.system import worker_source
from autograder.worker.warm import StoppedError, WarmWorkers

HOUSE = House()
(ONES_ON,) = HOUSE.select(["ones_on"])
HONEST = "import torch\nassert torch.cuda.is_available() is {there}\ndef ones_on(n, device): pass\n"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a zygote")


@pytest.fixture(scope="module")
def source():
    made = WarmWorkers(lambda: worker_source([HOUSE.properties(ONES_ON)]))
    yield made
    made.begin()
    made.close()


@pytest.fixture
def warm(source):
    source.begin()
    source.ready()
    return source


def loads(worker, target, *, there):
    text = HONEST.format(there=there)
    request = Load(text, "student.py", "ones_on", "ones_on", target=target)
    return worker.load(request, seconds=20)


def test_a_worker_with_its_device_ready_holds_nothing_else_and_others_have_none(warm):
    warm.simulated.asked = True
    warm.prepare()
    on_target, plain = warm.simulated.acquire(), warm.acquire()
    assert on_target.reached is not None
    assert loads(on_target, Target.SIMULATED, there=True).raised is None
    assert loads(plain, Target.CPU, there=False).raised is None
    for worker in (on_target, plain):
        warm.release(worker)


def test_what_was_stopped_asks_for_nothing_more_until_something_new_begins(warm):
    warm.stop()
    with pytest.raises(StoppedError):
        warm.acquire()
    with pytest.raises(StoppedError):
        warm.ready()
    warm.begin()
    warm.release(warm.acquire())


def test_after_its_end_a_source_is_made_anew(warm):
    warm.prepare()
    warm.close()
    warm.prepare()  # nothing is prepared for nobody
    assert not warm._at_hand
    worker = warm.acquire()
    assert loads(worker, Target.CPU, there=False).raised is None
    warm.release(worker)
