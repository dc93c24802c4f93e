"""Find out how good a classifier is."""

import torch
from torch import nn
from torch.nn import functional
from torch.utils.data import DataLoader


def evaluate(model: nn.Module, loader: DataLoader) -> tuple[float, float]:
    """Add up over the batches, then divide by the number of samples."""
    before = [m.training for m in model.modules()]
    model.eval()
    total_loss, hits, n = 0.0, 0, 0
    try:
        with torch.no_grad():
            for x, y in loader:
                scores = model(x)
                total_loss += functional.cross_entropy(scores, y, reduction="sum").item()
                hits += (scores.argmax(dim=-1) == y).sum().item()
                n += y.size(0)
    finally:
        for m, training in zip(model.modules(), before, strict=True):
            m.training = training
    return total_loss / n, hits / n
