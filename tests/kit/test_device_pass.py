"""What passes on the CPU and takes a device is judged on a simulated one too, by the same rules."""

from contextlib import closing

import pytest
import toy

from autograder.checking.check import check_exercise
from autograder.devices import simulation_support
from autograder.grading.grader import Grader
from autograder.grading.targets import Targets
from autograder.grading.verdict import Verdict
from autograder.submission import Submission
from autograder.target import NOT_FORKED, Target
from autograder.worker.system import worker_source

pytestmark = pytest.mark.skipif(
    not simulation_support().available, reason=str(simulation_support())
)
REFERENCE = '''"""The solutions of double."""

import torch
from torch import Tensor

from autograder import alternative, misconception


def double(x: Tensor) -> Tensor:
    return x * torch.full(x.shape, 2.0, device=x.device)


@alternative
def added(x: Tensor) -> Tensor:
    return x + x


@misconception(en="That is the square.", zh="这是平方。")
def squared(x: Tensor) -> Tensor:
    return x * x


@misconception(en="The twos are on the CPU.", zh="那些 2 在 CPU 上。")
def twos_on_the_cpu(x: Tensor) -> Tensor:
    return x * torch.full(x.shape, 2.0)
'''
PROPERTIES = '''"""double doubles, on any device."""

from hypothesis import given

from autograder import graded
from autograder.observe import seen
from autograder.strategies import tensors


@graded(points=10, zh="每个元素加倍", max_cases=30)
@given(x=tensors(dtypes=(__import__("torch").float32,)))
def test_doubles_every_element(double, x, device):
    return seen(result=double(x.to(device)))
'''
ON_THE_CPU = "import torch\n\n\ndef double(x):\n    return x * torch.full(x.shape, 2.0)\n"
RIGHT = "def double(x):\n    return 2 * x\n"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    root = tmp_path_factory.mktemp("house")
    return toy.toy_house(root, reference=REFERENCE, properties=PROPERTIES)


@pytest.fixture(scope="module")
def workers(house):
    with closing(worker_source([house.properties(house.exercises[0])], house=house)) as source:
        yield source


@pytest.fixture
def grade(house, workers):
    """Grade a text as `double`; the result, and the report of the run."""

    def run(text, wanted=(Target.SIMULATED,), source=workers):
        (exercise,) = house.exercises
        submission = Submission("student", {exercise.path: text})
        grader = Grader(house, submission, source, seed=1, examples=30, targets=Targets(wanted))
        result = grader.grade(exercise)
        return result, grader.report([result], 0.0)

    return run


def test_what_is_right_on_every_device_passes(grade):
    result, report = grade(RIGHT)
    assert result.verdict is Verdict.PASSED
    assert report.environment.targets == ("cpu", "simulated")
    assert report.environment.missing == {}


def test_a_tensor_left_on_the_cpu_is_caught_without_a_gpu_and_named(grade):
    result, _ = grade(ON_THE_CPU)
    (prop,) = result.properties
    assert (result.verdict, prop.target, result.points) == (Verdict.RAISED, "simulated", 0)
    assert "same device" in prop.failure.got[0].text
    assert result.diagnosis.name == "twos_on_the_cpu"
    assert grade(ON_THE_CPU, wanted=())[0].verdict is Verdict.PASSED


def test_the_file_is_loaded_with_the_device_in_sight_and_without(grade):
    text = f"import torch\nON_GPU = torch.cuda.is_available()\nprint(ON_GPU)\n{RIGHT}"
    wrong_there = text.replace("2 * x", "2 * x if not ON_GPU else x")
    assert grade(text)[0].printed.strip() == "False"
    result, _ = grade(wrong_there)
    assert (result.verdict, result.properties[0].target) == (Verdict.WRONG, "simulated")


def test_hard_coded_cuda_fails_where_there_is_none(grade):
    result, _ = grade("def double(x):\n    return 2 * x.to('cuda')\n")
    assert (result.verdict, result.properties[0].target) == (Verdict.RAISED, "")


def test_an_error_while_the_file_is_loaded_with_a_device_is_the_submissions(grade):
    text = f"import torch\nif torch.cuda.is_available():\n    torch.ones(2).cuda().numpy()\n{RIGHT}"
    result, _ = grade(text)
    (prop,) = result.properties
    assert (result.verdict, prop.target) == (Verdict.RAISED, "simulated")
    assert prop.reason.code == "raised_at_import"


@pytest.mark.parametrize(
    "there",
    [
        "x.to_sparse()",  # what the simulation cannot do
        "__import__('ctypes').string_at(0)",  # Python crashes
    ],
)
def test_a_limit_of_the_simulation_is_never_the_submissions_fault(grade, there):
    text = f"def double(x):\n    if x.is_cuda:\n        {there}\n    return 2 * x\n"
    result, report = grade(text)
    (prop,) = result.properties
    assert (result.verdict, result.points) == (Verdict.PASSED, 10)
    assert prop.unchecked == ("simulated",)
    assert report.points == 10


def test_raising_the_simulations_own_exception_is_no_way_round_it(grade):
    text = (
        "from autograder.devices import SimulationGap\n\n\ndef double(x):\n"
        "    if x.is_cuda:\n        raise SimulationGap('not here')\n    return 2 * x\n"
    )
    result, _ = grade(text)
    assert (result.verdict, result.properties[0].target) == (Verdict.RAISED, "simulated")


def test_without_workers_that_are_forked_the_report_says_that_no_device_was_tried(grade, house):
    files = [house.properties(house.exercises[0])]
    with closing(worker_source(files, fork=False, house=house)) as spawned:
        result, report = grade(ON_THE_CPU, source=spawned)
    assert result.verdict is Verdict.PASSED
    assert report.environment.targets == ("cpu",)
    assert report.environment.missing["simulated"].code == NOT_FORKED


def test_check_judges_solutions_and_mutants_on_the_device(house, workers):
    (exercise,) = house.exercises
    found = check_exercise(house, exercise, workers, seed=1, seeds=1)
    assert found.problems == found.notes == ()
    assert (found.named, found.misconceptions) == (2, 2)
    assert not any("2.0)" in survivor.diff for survivor in found.survivors)
