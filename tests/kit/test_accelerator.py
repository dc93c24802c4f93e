"""Grading on an accelerator: by workers that are kept, each fault the fault of one exercise alone.

By default a simulated device stands in for the machine's own; with `-m gpu` that is used as well.
"""

import os
import sys
from contextlib import closing

import pytest
import torch
from one_at_a_time import ON_THE_CPU, REFERENCE, RIGHT, house_of_doubles, targets_on

from autograder.child.confine import clean_environment
from autograder.devices import simulation_support
from autograder.exercise import House
from autograder.grading import targets as targets_module
from autograder.grading.grader import Grader
from autograder.grading.targets import targets_of
from autograder.grading.verdict import Verdict
from autograder.oracle.reference import ReferenceOracle
from autograder.submission import Submission
from autograder.target import NO_ACCELERATOR, Target
from autograder.worker import accelerator as accelerator_module
from autograder.worker import spawned
from autograder.worker.accelerator import accelerator_in_sight, accelerator_source
from autograder.worker.source import WorkerStartError
from autograder.worker.spawned import SpawnedWorkers
from autograder.worker.system import worker_source

HOUSE = House()
TARGETS = [Target.SIMULATED, pytest.param(Target.ACCELERATOR, marks=pytest.mark.gpu)]
FIRST, SECOND = "test_doubles_every_element", "test_doubles_a_single_number"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    return house_of_doubles(tmp_path_factory.mktemp("house"))


@pytest.fixture(scope="module")
def workers(house):
    with closing(worker_source([house.properties(house.exercises[0])], house=house)) as source:
        yield source


@pytest.fixture(scope="module", params=TARGETS)
def targets(request, house):
    if request.param is Target.ACCELERATOR and not accelerator_in_sight():
        pytest.skip("this machine has no accelerator that this PyTorch can use")
    if request.param is Target.SIMULATED and not (support := simulation_support()).available:
        pytest.skip(str(support))
    with closing(targets_on(request.param, house)) as made:
        yield made


@pytest.fixture
def grader(house, workers):
    def run(text, targets):
        (exercise,) = house.exercises
        submission = Submission("student", {exercise.path: text})
        return Grader(house, submission, workers, seed=1, examples=20, targets=targets)

    return run


@pytest.fixture
def grade(house, grader, targets):
    return lambda text: grader(text, targets).grade(house.exercises[0])


@pytest.fixture
def started(monkeypatch):
    """The workers that were started during a test."""
    workers, spawn = [], SpawnedWorkers._spawn
    monkeypatch.setattr(
        SpawnedWorkers, "_spawn", lambda self: workers.append(spawn(self)) or workers[-1]
    )
    return workers


def by_name(result):
    return {prop.name: prop for prop in result.properties}


def test_what_is_right_passes_and_the_report_says_on_what_it_ran(grader, house, targets):
    (exercise,) = house.exercises
    graded = grader(RIGHT, targets)
    result = graded.grade(exercise)
    environment = graded.report([result], 0.0).environment
    assert result.verdict is Verdict.PASSED
    assert [prop.unchecked for prop in result.properties] == [(), ()]
    assert environment.targets == ("cpu", *targets.wanted)
    assert environment.missing == {}


def test_the_workers_are_kept_for_the_next_exercise(grade, started):
    for _ in range(3):
        assert grade(RIGHT).verdict is Verdict.PASSED
    assert started == []


def test_a_mistake_about_devices_is_caught_and_named(grade, targets):
    result = grade(ON_THE_CPU)
    assert (result.verdict, result.points) == (Verdict.RAISED, 0)
    assert {prop.target for prop in result.properties} == set(targets.wanted)
    assert "same device" in result.properties[0].failure.got[0].text
    assert result.diagnosis.name == "twos_on_the_cpu"


def fault(line):
    """A solution that is right on the CPU, and elsewhere does this to three elements."""
    there = "if not x.is_cpu and len(x) == 3:"
    return f"import torch\n\ndef double(x):\n    {there}\n        {line}\n    return 2 * x\n"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("raise torch.OutOfMemoryError('CUDA out of memory.')", Verdict.OUT_OF_MEMORY),
        ("while True: pass", Verdict.TIMED_OUT),
    ],
)
def test_a_fault_there_is_that_of_one_property_and_leaves_nothing_to_the_next_exercise(
    grade, targets, line, verdict
):
    result = grade(fault(line))
    first, second = by_name(result)[FIRST], by_name(result)[SECOND]
    assert (first.verdict, first.target) == (verdict, targets.wanted[0])
    assert (second.verdict, second.target, second.unchecked) == (Verdict.PASSED, "", ())
    assert grade(RIGHT).verdict is Verdict.PASSED


LOSING = """
import torch

lost = False

def double(x):
    global lost
    lost = lost or (not x.is_cpu and len(x) == 3)
    if lost:
        raise torch.AcceleratorError("CUDA error: device-side assert triggered")
    return 2 * x
"""


def test_a_device_that_a_submission_loses_is_lost_to_no_other_property(grade, started):
    """Every run after it fails in that process, so nothing of those is believed or shrunk."""
    result = grade(LOSING)
    first, second = by_name(result)[FIRST], by_name(result)[SECOND]
    assert (first.verdict, second.verdict) == (Verdict.RAISED, Verdict.PASSED)
    assert first.failure.inputs[0].shape == (3,)
    assert len(started) == 1
    assert grade(RIGHT).verdict is Verdict.PASSED


def test_a_device_that_fails_under_the_reference_is_the_kits_fault(
    monkeypatch, tmp_path, targets, workers, started
):
    monkeypatch.setattr(workers, "close", lambda: None)  # that all are closed takes seconds
    fails = 'raise torch.AcceleratorError("CUDA error: unspecified launch failure")'
    line = "    return x * torch.tensor"
    text = REFERENCE.replace(line, f"    if not x.is_cpu:\n        {fails}\n{line}", 1)
    house = house_of_doubles(tmp_path, reference=text)
    (exercise,) = house.exercises
    graded = Grader(house, Submission("student", {exercise.path: RIGHT}), workers, 1, 20, targets)
    result = graded.grade(exercise, only=FIRST)
    assert result.verdict is Verdict.KIT_ERROR
    assert graded.report([result], 0.0).ungraded_points == 10
    assert started  # it was tried once more, with everything new


def test_workers_end_with_their_targets(house, targets, grade):
    grade(RIGHT)
    kept = [kept.worker for source in targets._kept for kept in source._waiting]
    assert len(kept) == 2
    targets.close()
    assert not any(worker.alive for worker in kept)


def test_without_an_accelerator_the_report_says_so_and_nobody_loses_points(
    monkeypatch, house, grader
):
    for name in ("CUDA_VISIBLE_DEVICES", "HIP_VISIBLE_DEVICES"):
        monkeypatch.setenv(name, "")
    (exercise,) = house.exercises
    with closing(targets_on(Target.ACCELERATOR, house)) as targets:
        graded = grader(ON_THE_CPU, targets)
        result = graded.grade(exercise)
    environment = graded.report([result], 0.0).environment
    assert result.verdict is Verdict.PASSED
    assert environment.targets == ("cpu",)
    assert environment.missing["accelerator"].code == NO_ACCELERATOR


def test_a_worker_with_an_accelerator_sees_those_that_the_grader_may_use(monkeypatch, house):
    asked = []

    def refuse(command, *, env, **options):
        asked.append(env)
        raise OSError("no more")

    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "3")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/driver")
    monkeypatch.setenv("SECRET", "token")
    monkeypatch.setattr(spawned.subprocess, "Popen", refuse)
    for source in (
        accelerator_source([], house),
        worker_source([], house=house, fork=False),
    ):
        with pytest.raises(WorkerStartError):
            source.start()
    real, plain = asked
    assert (real["CUDA_VISIBLE_DEVICES"], real["LD_LIBRARY_PATH"]) == ("3", "/driver")
    assert plain == clean_environment()
    assert plain["CUDA_VISIBLE_DEVICES"] == ""
    assert "LD_LIBRARY_PATH" not in plain
    assert "SECRET" not in real


def test_a_reference_is_loaded_with_no_accelerator_in_sight(monkeypatch, tmp_path):
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "0")
    text = REFERENCE + "\nimport os\n\nif os.environ['CUDA_VISIBLE_DEVICES']:\n    raise OSError\n"
    house = house_of_doubles(tmp_path, reference=text)
    assert ReferenceOracle.of(house, house.exercises[0]).solutions.symbol == "double"
    assert os.environ["CUDA_VISIBLE_DEVICES"] == "0"


@pytest.mark.parametrize(
    ("device", "in_sight", "wanted"),
    [
        ("cpu", True, ()),
        ("simulated", True, (Target.SIMULATED,)),
        ("auto", False, (Target.SIMULATED,)),
        ("auto", True, (Target.SIMULATED, Target.ACCELERATOR)),
    ],
)
def test_the_option_chooses_the_targets(monkeypatch, house, device, in_sight, wanted):
    monkeypatch.setattr(targets_module, "accelerator_in_sight", lambda: in_sight)
    made = targets_of(device, [], house)
    assert made.wanted == wanted
    assert (made.accelerators is not None) is (Target.ACCELERATOR in wanted)


@pytest.mark.skipif(sys.platform != "linux", reason="devices are files on Linux")
def test_where_no_driver_has_made_a_device_torch_is_not_asked(monkeypatch):
    monkeypatch.setattr(accelerator_module, "_DEVICES", ("no_such_device*",))
    monkeypatch.setitem(sys.modules, "torch", None)  # importing it raises
    assert not accelerator_in_sight()


def test_a_cuda_device_is_looked_for_without_a_context(monkeypatch):
    def is_available():
        return os.environ["PYTORCH_NVML_BASED_CUDA_CHECK"] == "1"

    monkeypatch.setattr(accelerator_module, "_DEVICES", ("null",))
    monkeypatch.setattr(torch.version, "cuda", "12.8")
    monkeypatch.setattr(torch.cuda, "is_available", is_available)
    assert accelerator_in_sight()
    assert "PYTORCH_NVML_BASED_CUDA_CHECK" not in os.environ
