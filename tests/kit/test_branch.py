"""A zygote's branch: its workers have the simulated device at hand; what ends with it."""

import os
import signal
import sys

import pytest
from processes import below, ended, wait_until

from autograder.exercise import House
from autograder.target import Target
from autograder.wire.messages import Load
from autograder.worker.source import WorkerStartError
from autograder.worker.system import worker_source

HOUSE = House()
(ONES_ON,) = HOUSE.select(["ones_on"])
TEXT = "import torch\nassert torch.cuda.is_available() is {there}\ndef ones_on(n, device): pass\n"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a zygote")


@pytest.fixture
def source():
    made = worker_source([HOUSE.properties(ONES_ON)])
    yield made
    made.close()


def raised_by(source, target, *, there):
    """What a file raises that looks for the device, if anything."""
    worker = source.acquire()
    text = TEXT.format(there=there)
    try:
        request = Load(text, "student.py", "ones_on", "ones_on", target=target)
        return worker.load(request, seconds=20).raised
    finally:
        source.release(worker)


def test_its_workers_have_the_device_and_those_of_the_trunk_do_not(source):
    for _ in range(2):
        assert raised_by(source.simulated, Target.SIMULATED, there=True) is None
        assert raised_by(source, Target.CPU, there=False) is None
    assert raised_by(source, Target.SIMULATED, there=True) is None  # later, but there too


def test_it_is_one_and_has_the_level_of_the_trunk(source):
    branch = source.simulated
    assert branch.simulated is branch is source.simulated
    assert branch.ready().level == source.ready().level == branch.level


def test_it_ends_with_the_trunk_and_grows_anew(source):
    others = below(os.getpid())
    worker = source.simulated.acquire()
    running = below(os.getpid()) - others
    source.close()
    assert len(running) == 3
    assert ended(running)
    worker.close()
    assert raised_by(source.simulated, Target.SIMULATED, there=True) is None


def test_it_and_its_workers_end_where_the_trunk_is_killed(source):
    others = below(os.getpid())
    worker = source.simulated.acquire()
    running = below(os.getpid()) - others
    os.kill(source._zygote.pid, signal.SIGKILL)
    assert ended(running - {source._zygote.pid})
    worker.close()


def test_a_branch_that_was_killed_is_said_and_the_trunk_goes_on(source):
    source.ready()
    before = below(os.getpid())
    source.simulated.ready()
    (branch,) = below(os.getpid()) - before
    os.kill(branch, signal.SIGKILL)
    wait_until(lambda: ended([branch]))
    with pytest.raises(WorkerStartError, match="the zygote ended"):
        source.simulated.acquire()
    assert raised_by(source, Target.CPU, there=False) is None
    source.close()
    assert raised_by(source.simulated, Target.SIMULATED, there=True) is None
