"""Take one step of gradient descent."""

from collections.abc import Iterable

from torch import Tensor


def sgd_step_(params: Iterable[Tensor], lr: float) -> None:
    """Move every parameter, in place, `lr` times its gradient downhill.

    `params` yields leaf tensors that require a gradient; it may be a list or a generator, which can
    be gone through only once; they may be on any device. A parameter whose `.grad` is None stays as
    it is. Afterwards the parameters are the same tensors in the same memory, still leaves that
    require a gradient. Their gradients are left as they are, and autograd is on, as before. Nothing
    is returned.
    """
    raise NotImplementedError
