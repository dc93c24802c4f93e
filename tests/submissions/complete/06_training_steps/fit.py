"""Train a model, on whatever device there is."""

import torch
from torch import nn
from torch.utils.data import DataLoader


def fit(model: nn.Module, loader: DataLoader, epochs: int, lr: float, device: torch.device) -> None:
    """Move, then loop over epochs and batches."""
    model.to(device)
    loss_fn = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    for _ in range(epochs):
        running = 0.0
        for x, y in loader:
            x = x.to(device)
            y = y.to(device)
            loss = loss_fn(model(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            running += loss.item()
