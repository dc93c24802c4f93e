"""Compute the same ReLU in three ways."""

from torch import Tensor


def three_relus(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return the ReLU of `x` three times over, as a tuple: by `torch`, `nn` and `nn.functional`.

    ReLU keeps what is positive and turns everything else into 0. `x` is float32, float64 or int64,
    of any shape; each of the three tensors has its shape and dtype, and `x` is left as it is.
    """
    raise NotImplementedError
