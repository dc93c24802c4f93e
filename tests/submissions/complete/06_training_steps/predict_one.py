"""Ask a trained model about one sample."""

import torch
from torch import Tensor, nn


def predict_one(model: nn.Module, x: Tensor) -> Tensor:
    """Predict in eval mode, and put all modes back."""
    before = {name: module.training for name, module in model.named_modules()}
    model.eval()
    try:
        with torch.no_grad():
            batch = model(x[None, ...])
    finally:
        for name, module in model.named_modules():
            module.training = before[name]
    return batch[0]
