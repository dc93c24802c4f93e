"""Ask a trained model about one sample."""

import torch
from torch import Tensor, nn


def predict_one(model: nn.Module, x: Tensor) -> Tensor:
    """Predict without gradients."""
    with torch.no_grad():
        batch = model(x[None, ...])
    return batch[0]
