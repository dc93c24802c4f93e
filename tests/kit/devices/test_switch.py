"""The simulation is all there or not at all, and leaves torch as it was."""

import sys
import types
import warnings

import pytest
import torch

from autograder.devices import (
    SimulationGap,
    install,
    prepare,
    self_test,
    simulated_cuda,
    switch,
    uninstall,
)

pytestmark = pytest.mark.alone
KEYS = ("CPU", "CUDA", "AutogradCUDA", "SparseCUDA", "NestedTensorCUDA", "")


def attributes():
    """Every attribute of every module and class of torch, by where it stands."""
    found = {}
    for module in [m for n, m in sys.modules.items() if n.split(".")[0] == "torch"]:
        if isinstance(module, types.ModuleType) and not module.__name__.startswith("torch.ops"):
            for name, value in list(vars(module).items()):
                found[module.__name__, name] = id(value)
                if issubclass(type(value), type):
                    for inner, part in list(vars(value).items()):
                        found[module.__name__, name, inner] = id(part)
    return found


def said(use):
    """What comes of using CUDA: a value, or an error's type and words."""
    try:
        return repr(use())
    except Exception as error:
        return type(error).__name__, str(error)


def what_torch_says():
    uses = (
        lambda: torch.ones(2, device="cuda"),
        lambda: torch.ones(2).cuda(),
        lambda: torch.empty(2, device="cuda"),
        torch.cuda.is_available,
        torch.cuda.device_count,
        torch.cuda.current_device,
        torch.cuda.is_initialized,
        torch.cuda.get_device_name,
        torch.cuda.memory_allocated,
        torch.cuda.Stream,
        torch.backends.cuda.is_built,
        torch.accelerator.is_available,
        torch.accelerator.current_accelerator,
        lambda: torch.Generator("cuda"),
        lambda: torch.UntypedStorage(3, device="cuda"),
        lambda: torch.ones(2).is_pinned(),
        lambda: torch.compile,
        lambda: [torch._C._dispatch_get_registrations_for_dispatch_key(key) for key in KEYS],
    )
    return [said(use) for use in uses]


def use_it():
    leaf = torch.ones(2, device="cuda", requires_grad=True)
    (leaf * 2).sum().backward()
    torch.cuda.manual_seed(1)
    torch.cuda.synchronize()
    assert leaf.grad.tolist() == [2, 2]


def test_nothing_of_torch_stays_changed():
    said_before = what_torch_says()
    before = attributes()
    with simulated_cuda():
        use_it()
        assert what_torch_says() != said_before
    after = attributes()
    assert {name for name in before if before[name] != after.get(name)} == set()
    assert {name for name in after if name not in before and name[0] in ("torch", "torch._C")} <= {
        ("torch", "_dynamo"), ("torch", "_inductor"),
    }  # fmt: skip
    assert what_torch_says() == said_before


def test_an_exception_ends_it_as_well():
    before = what_torch_says()
    with pytest.raises(KeyError), simulated_cuda():
        raise KeyError
    assert what_torch_says() == before


def test_it_can_begin_again():
    for _ in range(3):
        with simulated_cuda():
            use_it()
        torch.ones(2, requires_grad=True).sum().backward()
        assert not torch.cuda.is_available()


def test_one_within_another_is_the_same_one():
    with simulated_cuda():
        x = torch.ones(2, device="cuda")
        with simulated_cuda():
            assert (x + 1).is_cuda
        assert (x + 1).is_cuda
        with pytest.raises(ValueError, match="1 simulated devices are installed already"):
            install(count=2)
        use_it()
    assert not torch.cuda.is_available()


def test_it_can_be_installed_for_good_and_taken_away():
    uninstall()
    install(name="A device")
    assert torch.cuda.get_device_name() == "A device"
    use_it()
    uninstall()
    assert not torch.cuda.is_available()


def test_an_environment_that_hides_real_devices_does_not_hide_it(monkeypatch):
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    with simulated_cuda():
        assert torch.cuda.device_count() == torch.accelerator.device_count() == 1
        use_it()


def test_preparing_changes_nothing():
    before, said_before = attributes(), what_torch_says()
    prepare()
    after = attributes()
    assert {name for name in before if before[name] != after.get(name)} == set()
    assert what_torch_says() == said_before
    with simulated_cuda():
        use_it()


def test_installing_draws_no_number_of_the_cpu_and_asks_nothing_of_the_gradient_mode():
    torch.manual_seed(0)
    expected = torch.rand(3)
    torch.manual_seed(0)
    with torch.no_grad(), simulated_cuda():
        assert torch.equal(torch.rand(3), expected)
        assert not torch.is_grad_enabled()


@pytest.mark.parametrize("count", [0, 9])
def test_a_count_that_cannot_be_is_refused(count):
    with pytest.raises(ValueError, match=f"count is {count}; it can be 1 to"):
        install(count=count)


def test_after_a_backward_it_is_not_available_and_nothing_changes():
    torch.ones(2, requires_grad=True).sum().backward()
    before = what_torch_says()
    with pytest.raises(SimulationGap, match="backward\\(\\) ran in this process before"):
        install()
    assert what_torch_says() == before
    torch.ones(2, requires_grad=True).sum().backward()


def test_a_failed_self_test_makes_it_not_available(monkeypatch):
    monkeypatch.setitem(self_test._CHECKS, "counting to three", lambda: False)
    before = what_torch_says()
    with pytest.raises(SimulationGap, match="the self-test failed: counting to three"):
        install()
    assert what_torch_says() == before


def test_an_error_in_the_self_test_makes_it_not_available(monkeypatch):
    monkeypatch.setitem(self_test._CHECKS, "breaking", lambda: 1 / 0)
    with pytest.raises(SimulationGap, match="the self-test raised ZeroDivisionError"):
        install()
    assert not torch.cuda.is_available()


def test_where_it_is_not_supported_it_is_not_tried(monkeypatch):
    monkeypatch.setattr(torch, "__version__", "1.13.0")
    monkeypatch.setattr(switch, "device_guard", lambda: pytest.fail("it was tried"))
    with pytest.raises(SimulationGap, match=r"this is 1\.13\.0"):
        install()


def test_a_tensor_that_outlives_it_is_refused_and_not_a_crash():
    with simulated_cuda():
        x = torch.ones(2, device="cuda", requires_grad=True)
        y = (x * 2).sum()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for use in (x.exp, x.cpu, y.backward, x.__repr__):
            assert isinstance(said(use), tuple)
