"""Stack linear layers, with ReLU between them."""

from torch import Tensor, nn


class MLP(nn.Module):
    """A multilayer perceptron."""

    def __init__(self, sizes: list[int]) -> None:
        """Build it from the list of sizes."""
        super().__init__()
        self.net = nn.Sequential()
        for i in range(len(sizes) - 1):
            if i > 0:
                self.net.append(nn.ReLU())
            self.net.append(nn.Linear(sizes[i], sizes[i + 1]))

    def forward(self, x: Tensor) -> Tensor:
        """Run it."""
        return self.net(x)
