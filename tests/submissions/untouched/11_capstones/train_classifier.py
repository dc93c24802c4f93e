"""Train a small convolutional network to tell bars apart."""

import torch
from torch import Tensor, nn


def train_classifier(
    x: Tensor, y: Tensor, *, device: torch.device | None = None, seed: int
) -> tuple[nn.Module, list[float]]:
    """Train a new model on the images `x` and their classes `y`; return it and its losses.

    x is (N, 1, 8, 8) float32: N images, some hundreds or more, each with one bright bar on a noisy
    ground. y is (N,) int64: 0 where the bar is a row, 1 where it is a column, 2 where it is a
    diagonal (one that leaves the image at a side goes on at the other). Both are on the CPU, and
    the samples come sorted by class.

    The model is a small CNN that takes images (M, 1, 8, 8), for any M, and gives logits (M, 3).
    In eval mode, what it says of an image does not depend on the others that come with it.

    The model is trained on `device`, and is there in the end, so that it takes images that are
    there. None stands for cuda where it is available, and for the cpu elsewhere.

    The losses are Python floats, one for each epoch, in order: the mean cross-entropy of the
    samples in that epoch. There are two epochs at least.

    All that is random follows from `seed`: the same seed gives the same losses and the same model
    again, another seed others.

    Given 2400 images, the last loss is below 0.5, and of images that it has never seen the model
    classifies 90 % or more rightly. A plain CNN reaches that within seconds.
    """
    raise NotImplementedError
