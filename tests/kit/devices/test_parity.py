"""Small programs, right and wrong about devices, end on the simulated device as on real CUDA.

What real CUDA does stands recorded beside the programs. With `-m gpu` a real device is asked.
"""

import inspect
import re

import pytest
from devices.parity import record, run
from devices.parity.outcomes import READ, agrees, alike, new_record, recorded
from devices.parity.programs import LOSING, PROGRAMS
from devices.parity.run import UnavailableError, outcomes

RECORDED = recorded()
OLD_TYPES = "torch.cuda.FloatTensor and its kin are not simulated"
DISAGREEMENTS = {
    "creation.casts_to_the_old_cuda_types": OLD_TYPES,
    "creation.makes_a_sparse_tensor": "sparse tensors are not simulated (a SimulationGap)",
    "creation.makes_a_tensor_of_the_old_cuda_types": OLD_TYPES,
    "creation.makes_more_than_there_is_memory_for": "it is the CPU's memory that runs out",
    "generators.asks_a_generator_for_its_device": "a generator for 'cuda' is one for cuda:0",
    "lost.forgets_the_sigmoid": "the CPU's kernel raises, where CUDA's ends in an assert",
    "lost.goes_on_after_an_assert": "the device is not lost after an assert",
    "mixing.multiplies_two_cpu_scalars": "any number of CPU scalars is read, not just one",
    "modules.divides_integers_by_zero": "the CPU's kernel raises, CUDA's does not look",
    "modules.wraps_in_data_parallel": "DataParallel is not simulated",
}


def outcomes_on(device):
    try:
        return outcomes(device)[0]
    except UnavailableError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def simulated():
    return outcomes_on("simulated")


@pytest.fixture(scope="module")
def real():
    return outcomes_on("real")


@pytest.fixture(scope="module")
def simulated_here():
    """Also with a PyTorch that the simulation was not tried with: it is tried by this."""
    return outcomes_on("untried")


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_ends_on_the_simulated_device_as_it_is_recorded_of_cuda(name, simulated):
    outcome, record_of_cuda = simulated[name], RECORDED[name]
    if name in DISAGREEMENTS:
        assert not agrees(outcome, record_of_cuda), f"it agrees now: {DISAGREEMENTS[name]}"
    else:
        assert agrees(outcome, record_of_cuda), f"{outcome}\n{record_of_cuda}"


def test_at_most_one_in_twenty_ends_otherwise():
    assert DISAGREEMENTS.keys() <= PROGRAMS.keys()
    assert len(DISAGREEMENTS) <= 0.05 * len(PROGRAMS)


def test_every_outcome_says_where_it_comes_from():
    assert RECORDED.keys() == PROGRAMS.keys()
    read = re.escape(READ).replace(r"\{\}", ".+")
    for name, one in RECORDED.items():
        on_a_gpu = r"[^,]+, torch \d+\.\d+\S*, \d{4}-\d\d-\d\d"
        assert re.fullmatch(f"{read}|{on_a_gpu}", one["source"]), name
        assert "value" in one or all(one["says"]), name


def test_every_program_says_what_it_does_and_is_small():
    for name, program in PROGRAMS.items():
        assert program.__doc__, name
        assert len(inspect.getsource(program).splitlines()) <= 20, name


SEEN = {"raises": "RuntimeError", "message": "It is on cpu. And not on cuda:0.\nMore of it."}


@pytest.mark.parametrize(
    ("outcome", "old", "new"),
    [
        ({"value": "2"}, {"value": "1"}, {"value": "2"}),
        ({"value": "2"}, {"raises": "RuntimeError", "says": ["cpu"]}, {"value": "2"}),
        (SEEN, {"raises": "RuntimeError", "says": ["cuda:0", "cpu"]}, ["cuda:0", "cpu"]),
        (SEEN, {"raises": "ValueError", "says": ["cuda:0", "mps"]}, ["cuda:0"]),
        (SEEN, {"value": "1"}, ["It is on cpu"]),
    ],
)
def test_a_new_record_keeps_what_is_stable_in_a_message(outcome, old, new):
    made = new_record(outcome, old, "a GPU, torch 2.11.0, 2026-01-31")
    wanted = {"raises": "RuntimeError", "says": new} if isinstance(new, list) else new
    assert made == {**wanted, "source": "a GPU, torch 2.11.0, 2026-01-31"}
    assert agrees(outcome, made)


def test_the_recorder_rewrites_what_it_saw_and_names_what_is_new(monkeypatch, tmp_path, capsys):
    found = {"mixing.compares": {"value": "1"}, "lost.forgets_the_sigmoid": {"died": -6}}
    about = {"name": "A GPU", "torch": "2.11.0+cu128"}
    monkeypatch.setattr(record, "outcomes", lambda device: (found, about))
    monkeypatch.setattr("devices.parity.outcomes.FILE", tmp_path / "recorded.json")
    monkeypatch.setattr(record, "recorded", lambda: RECORDED)
    assert record.main() == 0
    written = recorded()
    assert written["lost.forgets_the_sigmoid"] == RECORDED["lost.forgets_the_sigmoid"]
    assert written["mixing.compares"]["value"] == "1"
    assert written["mixing.compares"]["source"].startswith("A GPU, torch 2.11.0+cu128, 20")
    assert "mixing.compares:\n" in capsys.readouterr().out


def test_without_a_device_nothing_is_recorded(monkeypatch, capsys):
    def refuse(device):
        raise UnavailableError("there is none")

    monkeypatch.setattr(record, "outcomes", refuse)
    monkeypatch.setattr(record, "write", lambda records: pytest.fail("it was rewritten"))
    assert record.main() == 2
    assert capsys.readouterr().err == "Nothing was recorded: there is none.\n"


class Processes:
    """Stands in for the processes of programs: each ends in `mixing.stacks`."""

    def __init__(self):
        self.asked = []

    def __call__(self, device, names):
        self.asked.append(tuple(names))
        done = names[: names.index("mixing.stacks")] if "mixing.stacks" in names else names
        return {"name": device}, {name: {"value": "1"} for name in done}, -11


def test_a_program_that_ends_python_ends_no_other(monkeypatch):
    names = ("mixing.compares", "mixing.stacks", "moves.pins_a_cuda_tensor")
    monkeypatch.setattr(run, "_in_a_process", Processes())
    found, about = outcomes("simulated", names)
    assert found == {names[0]: {"value": "1"}, names[1]: {"died": -11}, names[2]: {"value": "1"}}
    assert about == {"name": "simulated"}


def test_programs_that_lose_a_real_device_have_it_alone(monkeypatch):
    for device, alone in (("real", True), ("simulated", False)):
        processes = Processes()
        monkeypatch.setattr(run, "_in_a_process", processes)
        outcomes(device, ("mixing.compares", *LOSING[:2]))
        assert ((LOSING[0],) in processes.asked) is alone
        assert ((LOSING[1],) in processes.asked) is alone


@pytest.mark.gpu
@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_ends_on_the_real_device_as_it_is_recorded(name, real):
    assert agrees(real[name], RECORDED[name]), f"{real[name]}\n{RECORDED[name]}"


@pytest.mark.gpu
@pytest.mark.parametrize("name", [n for n in PROGRAMS if n not in DISAGREEMENTS])
def test_a_program_ends_on_the_simulated_device_as_on_the_real_one(name, real, simulated_here):
    assert alike(real[name], simulated_here[name]), f"{real[name]}\n{simulated_here[name]}"


@pytest.mark.gpu
def test_a_lost_device_ends_no_other_program(real):
    assert not [name for name in PROGRAMS.keys() - set(LOSING) if "died" in real[name]]
