"""What cannot be simulated says so, and is not taken for a mistake."""

import pytest
import torch
from torch import nn

from autograder.devices import SimulationGap

pytestmark = pytest.mark.simulated


@pytest.mark.filterwarnings("ignore:torch.quantize_per_tensor:UserWarning")
@pytest.mark.parametrize(
    "use",
    [
        lambda: torch.eye(2).to_sparse().cuda(),
        lambda: torch.eye(2, device="cuda").to_sparse(),
        lambda: torch.eye(2).to_sparse() @ torch.eye(2, device="cuda"),
        lambda: torch.quantize_per_tensor(torch.ones(2, device="cuda"), 0.1, 0, torch.quint8),
        lambda: torch.Generator("cuda").get_offset(),
        lambda: nn.Embedding(3, 2, sparse=True, device="cuda")(
            torch.tensor([1], device="cuda")
        ).sum().backward(),
    ],
    ids=["sparse moved", "sparse made", "sparse mixed", "quantized", "offset", "sparse gradient"],
)  # fmt: skip
def test_it_is_a_gap(use):
    with pytest.raises(SimulationGap):
        use()


def test_no_handler_of_mistakes_hides_a_gap():
    def use():
        try:
            torch.eye(2, device="cuda").to_sparse()
        except Exception:
            return

    with pytest.raises(SimulationGap):
        use()


def test_an_operator_of_others_is_a_gap():
    library = torch.library.Library("others", "DEF")
    library.define("double(Tensor x) -> Tensor")
    library.impl("double", lambda x: x * 2, "CPU")
    assert torch.ops.others.double(torch.ones(1)).item() == 2
    with pytest.raises(SimulationGap, match=r"others\.double"):
        torch.ops.others.double(torch.ones(1, device="cuda"))
    library._destroy()
