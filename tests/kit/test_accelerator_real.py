"""Grading on the machine's own accelerator (run with -m gpu): whole units, its limits, its loss."""

import json
import subprocess
import sys
from contextlib import closing

import pytest
from one_at_a_time import RIGHT, house_of_doubles, targets_on

from autograder.child.reach import DEVICE_BYTES
from autograder.exercise import House
from autograder.grading.grader import Grader
from autograder.grading.verdict import Verdict
from autograder.submission import Submission
from autograder.target import Target
from autograder.worker.accelerator import accelerator_in_sight
from autograder.worker.system import worker_source

HOUSE = House()
FIRST, SECOND = "test_doubles_every_element", "test_doubles_a_single_number"


@pytest.fixture(autouse=True, scope="module")
def _accelerator():
    if not accelerator_in_sight():
        pytest.skip("this machine has no accelerator that this PyTorch can use")


pytestmark = pytest.mark.gpu


def in_python(code, *arguments, seconds=280):
    """The last line that some code prints in a Python of its own, as JSON."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    run = subprocess.run(command, cwd=HOUSE.root, capture_output=True, text=True, timeout=seconds)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def grade(tmp_path_factory):
    """Grade a text as `double` on the accelerator: the results of its properties, by name."""
    house = house_of_doubles(tmp_path_factory.mktemp("house"))
    (exercise,) = house.exercises

    def run(text):
        submission = Submission("student", {exercise.path: text})
        result = Grader(house, submission, workers, 1, 20, targets=targets).grade(exercise)
        return {prop.name: prop for prop in result.properties}

    with (
        closing(worker_source([house.properties(exercise)], house=house)) as workers,
        closing(targets_on(Target.ACCELERATOR, house)) as targets,
    ):
        yield run


def test_the_units_about_devices_pass_and_the_report_names_the_accelerator(cli, tmp_path):
    file = tmp_path / "report.json"
    options = ("--submission", "tests/submissions/complete", "--seed", "1", "--json", file)
    run = cli("05", "10", *options)
    report = json.loads(file.read_text(encoding="utf-8"))
    name = in_python("""
import json, torch
kind = torch.accelerator.current_accelerator().type
print(json.dumps(torch.cuda.get_device_name(0) if kind == "cuda" else kind))
""")
    environment = report["environment"]
    verdicts = {e["name"]: e["verdict"] for e in report["exercises"]}
    assert set(verdicts.values()) == {"PASSED"}, verdicts
    assert run.returncode == 0
    assert "accelerator" in environment["targets"]
    assert environment["accelerator"] == name
    assert name in run.stdout
    unchecked = [p.get("unchecked", ()) for e in report["exercises"] for p in e["properties"]]
    assert not any("accelerator" in targets for targets in unchecked)


def filling(size):
    """A solution that asks for memory on the device, and keeps it."""
    return f"""
import torch

kept = []

def double(x):
    if not x.is_cpu and len(x) == 3:
        kept.append(torch.ones({size}, dtype=torch.uint8, device=x.device))
    return 2 * x
"""


@pytest.mark.usefixtures("_cuda")
def test_memory_on_the_device_is_capped_and_its_lack_is_one_propertys_alone(grade):
    found = grade(filling(2 * DEVICE_BYTES))
    assert (found[FIRST].verdict, found[FIRST].target) == (Verdict.OUT_OF_MEMORY, "accelerator")
    assert found[SECOND].verdict is Verdict.PASSED
    found = grade(RIGHT)
    assert {prop.verdict for prop in found.values()} == {Verdict.PASSED}


@pytest.mark.usefixtures("_cuda")
def test_memory_below_the_cap_can_be_had_and_is_free_for_the_next_exercise(grade):
    for _ in range(2):
        found = grade(filling(DEVICE_BYTES // 4).replace("kept.append", "len"))
        assert {prop.verdict for prop in found.values()} == {Verdict.PASSED}


@pytest.mark.usefixtures("_cuda")
def test_a_device_that_a_submission_loses_is_lost_to_nobody_else(grade):
    found = grade("""
import torch

def double(x):
    if x.is_cuda and len(x) == 3:
        return x[torch.tensor([9, 9, 9], device=x.device)]
    return 2 * x
""")
    assert (found[FIRST].verdict, found[FIRST].target) == (Verdict.RAISED, "accelerator")
    assert found[FIRST].failure.inputs[0].shape == (3,)
    assert found[SECOND].verdict is Verdict.PASSED
    assert {prop.verdict for prop in grade(RIGHT).values()} == {Verdict.PASSED}


@pytest.mark.usefixtures("_cuda")
def test_float32_is_computed_as_such(grade):
    found = grade("""
import torch

def double(x):
    short = torch.backends.cuda.matmul.allow_tf32 or torch.backends.cudnn.allow_tf32
    return x if x.is_cuda and short else 2 * x
""")
    assert {prop.verdict for prop in found.values()} == {Verdict.PASSED}


ASK = """
import ctypes, json, sys
import torch

def asked():
    cuda = ctypes.CDLL("libcuda.so.1")
    device, flags, active = ctypes.c_int(), ctypes.c_uint(), ctypes.c_int()
    if cuda.cuInit(0) == 0 and cuda.cuDeviceGet(ctypes.byref(device), 0) == 0:
        cuda.cuDevicePrimaryCtxGetState(device, ctypes.byref(flags), ctypes.byref(active))
    print(json.dumps([torch.cuda.is_initialized(), bool(active.value)]))
"""
GRADE = """
from autograder.cli.main import cli
complete = "tests/submissions/complete"
code = cli.main(
    ["05", "--submission", complete, "--seed", "1", "--json", sys.argv[1]], standalone_mode=False
)
assert code == 0
asked()
"""


@pytest.fixture
def _cuda():
    if in_python("import torch; print('null' if torch.version.cuda is None else 1)") is None:
        pytest.skip("it looks at CUDA, which this PyTorch is not built for")


@pytest.mark.usefixtures("_cuda")
def test_the_grader_makes_no_context(tmp_path):
    """Neither torch nor the driver has one there, after what was graded on the accelerator."""
    file = tmp_path / "report.json"
    assert in_python(f"{ASK}{GRADE}", file) == [False, False]
    report = json.loads(file.read_text(encoding="utf-8"))
    assert "accelerator" in report["environment"]["targets"]


@pytest.mark.usefixtures("_cuda")
def test_a_context_would_be_found():
    assert in_python(f"{ASK}\ntorch.ones(1, device='cuda').item()\nasked()\n") == [True, True]


@pytest.mark.usefixtures("_cuda")
def test_the_zygote_never_asks_cuda_and_its_workers_find_no_device(grade_text):
    """What was forked from a process that has used CUDA cannot use it, and torch knows."""
    result = grade_text(
        "add_batch",
        "import torch\n"
        "print(torch._C._cuda_isInBadFork(), torch.cuda.is_available())\n"
        "print(torch.cuda.device_count(), torch.cuda.is_initialized())\n"
        "def add_batch(x):\n    return x[None]\n",
    )
    assert result.verdict is Verdict.PASSED
    assert result.printed.split() == ["False", "False", "0", "False"]
