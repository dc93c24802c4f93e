"""Build a model of two layers."""

from torch import Tensor, nn
from torch.nn import functional


class TwoLayerNet(nn.Module):
    """A small network with one hidden layer."""

    def __init__(self, d_in: int, d_h: int, d_out: int) -> None:
        """Make both layers."""
        super().__init__()
        self.fc1 = nn.Linear(d_in, d_h)
        self.fc2 = nn.Linear(d_h, d_out)

    def forward(self, x: Tensor) -> Tensor:
        """Run a batch through them."""
        h = functional.relu(self.fc1(x)).detach()
        return self.fc2(h)
