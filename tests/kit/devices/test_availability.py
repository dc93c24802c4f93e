"""The device can be found, counted, named and selected, as a CUDA device is."""

import pytest
import torch
from devices.comparison import on_cuda

pytestmark = pytest.mark.simulated


def test_the_usual_line_finds_it():
    assert ("cuda" if torch.cuda.is_available() else "cpu") == "cuda"


def test_it_is_counted_and_named():
    assert torch.cuda.device_count() == 1
    assert torch.cuda.current_device() == 0
    assert torch.cuda.get_device_name() == torch.cuda.get_device_name("cuda:0") != ""


def test_it_has_properties():
    properties = torch.cuda.get_device_properties(0)
    assert properties.name == torch.cuda.get_device_name(0)
    assert (properties.major, properties.minor) == torch.cuda.get_device_capability()
    assert properties.total_memory > 0
    assert torch.cuda.get_arch_list() == ["sm_80"]
    assert torch.cuda.is_bf16_supported()


def test_torch_accelerator_finds_it_too():
    assert torch.accelerator.is_available()
    assert torch.accelerator.current_accelerator() == torch.device("cuda")
    assert torch.accelerator.device_count() == 1
    assert torch.accelerator.current_device_index() == 0
    torch.accelerator.set_device_index(0)
    torch.accelerator.synchronize()


def test_cuda_is_built_and_initialised():
    assert torch.backends.cuda.is_built()
    torch.cuda.init()
    assert torch.cuda.is_initialized()


def test_device_objects_compare_as_ever():
    made = torch.ones(2, device=torch.device("cuda"))
    assert made.device == torch.device("cuda:0") != torch.device("cpu")
    assert made.device.type == "cuda"


@pytest.mark.parametrize(
    "use",
    [
        lambda: torch.ones(2, device="cuda:1"),
        lambda: torch.ones(2).to("cuda:7"),
        lambda: torch.ones(2).cuda(1),
        lambda: torch.cuda.set_device(1),
        lambda: torch.accelerator.set_device_index(1),
        lambda: torch.Generator("cuda:1"),
    ],
)
def test_a_device_that_is_not_there_is_an_invalid_ordinal(use):
    with pytest.raises(torch.AcceleratorError, match="CUDA error: invalid device ordinal") as seen:
        use()
    assert seen.value.error_code == 101


def test_asking_about_a_device_that_is_not_there_is_an_invalid_id():
    with pytest.raises(AssertionError, match="Invalid device id"):
        torch.cuda.get_device_name(1)
    with pytest.raises(ValueError, match="Expected a cuda device, but got: cpu"):
        torch.cuda.get_device_name("cpu")


def test_it_can_be_selected():
    torch.cuda.set_device(0)
    with torch.cuda.device(0):
        assert on_cuda(torch.ones(2, device="cuda"))
    with torch.cuda.device_of(torch.ones(2, device="cuda")):
        assert torch.cuda.current_device() == 0
