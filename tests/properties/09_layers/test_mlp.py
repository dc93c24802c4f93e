"""MLP stacks linear layers with ReLU between them."""

from itertools import pairwise

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch import Tensor, nn

from autograder import graded
from autograder.observe import seen
from autograder.strategies import tensors


def whole(*shape):
    """Small whole numbers as floats, whose sums are exact in any order."""
    return tensors(shape=shape, dtypes=(torch.int64,), largest=3.0).map(Tensor.float)


# All sizes of a model differ, so that a parameter can be told by its shape, whatever its name.
SIZES = st.shared(
    st.tuples(st.permutations(range(1, 6)), st.integers(2, 5)).map(lambda d: d[0][: d[1]]),
    key="sizes",
)
WEIGHTS = SIZES.flatmap(lambda sizes: st.tuples(*(whole(b, a) for a, b in pairwise(sizes))))
BIASES = SIZES.flatmap(lambda sizes: st.tuples(*(whole(b) for b in sizes[1:])))
INPUTS = st.tuples(SIZES, st.integers(1, 3)).flatmap(lambda d: whole(d[1], d[0][0]))
ANY_SIZES = st.lists(st.integers(1, 4), min_size=2, max_size=5)


def parameters_of(model):
    return list(model.parameters()) if isinstance(model, nn.Module) else []


def load(model, weights, biases):
    """Give each parameter the drawn numbers of its shape."""
    numbers = {value.shape: value for value in (*weights, *biases)}
    for param in parameters_of(model):
        if param.shape in numbers:
            param.detach().copy_(numbers[param.shape])


def sorted_shapes(params):
    return sorted(list(param.shape) for param in params)


@graded(points=9, zh="每一层都有自己的参数，模型找得到，梯度也传得到")
@given(sizes=ANY_SIZES)
@example(sizes=[3, 2])
@example(sizes=[3, 4, 2])
@example(sizes=[2, 4, 4, 4, 1])
def test_has_the_parameters_of_every_layer_and_trains_them_all(mlp, sizes):
    model = mlp(list(sizes))
    y = model(torch.ones(2, sizes[0]))
    if isinstance(y, Tensor) and y.requires_grad:
        y.sum().backward()
    params = parameters_of(model)
    return seen(
        shape=getattr(y, "shape", None),
        parameters=sorted_shapes(params),
        parameters_with_a_gradient=sorted_shapes(p for p in params if p.grad is not None),
    )


# Wider than torch.testing's: the sums over inputs may be taken in any order.
@graded(points=8, zh="层间有 ReLU，最后一层之后没有", rtol=1e-4, atol=1e-3)
@given(weights=WEIGHTS, biases=BIASES, x=INPUTS)
@example(
    weights=(torch.tensor([[1.0]]),), biases=(torch.tensor([-3.0]),), x=torch.tensor([[1.0], [5.0]])
)
@example(
    weights=(torch.tensor([[1.0], [-1.0]]), torch.tensor([[1.0, 2.0], [-1.0, 0.0], [0.0, -1.0]])),
    biases=(torch.tensor([0.0, 0.0]), torch.tensor([0.0, 0.0, 1.0])),
    x=torch.tensor([[1.0], [-1.0]]),
)
def test_puts_ReLU_between_the_layers_and_none_after_the_last(  # noqa: N802
    mlp, weights, biases, x
):
    model = mlp([x.shape[1], *(len(bias) for bias in biases)])
    load(model, weights, biases)
    y = model(x)
    again = model(x)
    same = isinstance(y, Tensor) and isinstance(again, Tensor) and torch.equal(y, again)
    return seen(result=y, next_call_gives_the_same=same)


@graded(points=3, zh="模型搬到哪个设备，就在哪个设备上计算", max_cases=25, rtol=1e-4, atol=1e-3)
@given(weights=WEIGHTS, biases=BIASES, x=INPUTS)
@example(
    weights=(torch.tensor([[1.0], [-1.0]]), torch.tensor([[1.0, 2.0], [-1.0, 0.0], [0.0, -1.0]])),
    biases=(torch.tensor([0.0, 0.0]), torch.tensor([0.0, 0.0, 1.0])),
    x=torch.tensor([[1.0], [-1.0]]),
)
def test_computes_on_the_device_that_it_is_moved_to(mlp, weights, biases, x, device):
    model = mlp([x.shape[1], *(len(bias) for bias in biases)])
    load(model, weights, biases)
    return seen(result=model.to(device)(x.to(device)))
