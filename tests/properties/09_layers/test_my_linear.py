"""MyLinear multiplies by its weight and adds its bias, both of them parameters."""

import math

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch import Tensor, nn

from autograder import graded
from autograder.observe import gradient, seen
from autograder.strategies import shapes, tensors

FLOAT32 = (torch.float32,)
SIDES = st.integers(1, 5)
WEIGHTS = st.shared(tensors(shape=st.tuples(SIDES, SIDES), dtypes=FLOAT32), key="weights")
BIASES = WEIGHTS.flatmap(lambda w: st.none() | tensors(shape=(len(w),), dtypes=FLOAT32))
INPUTS = WEIGHTS.flatmap(
    lambda w: tensors(
        shape=shapes(max_rank=2, min_side=1, max_side=3).map(lambda s: (*s, w.shape[1])),
        dtypes=FLOAT32,
    )
)
WEIGHT = torch.tensor([[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]])
OPTIONS = st.sampled_from(({}, {"bias": False}, {"bias": True}))


def parameters_of(layer):
    """What the layer has to train, by name."""
    return dict(layer.named_parameters()) if isinstance(layer, nn.Module) else {}


def filled(layer, **values):
    """The layer with these numbers in its parameters, where they have the right shape."""
    for name, value in values.items():
        param = getattr(layer, name, None)
        if isinstance(param, Tensor) and value is not None and param.shape == value.shape:
            param.detach().copy_(value)
    return layer


def spread(values, bound):
    """Whether numbers lie evenly between -bound and bound; these hold for 4000 numbers or more.

    The limits are more than nine standard deviations from what even numbers give.
    """
    if not isinstance(values, Tensor):
        return {"result": None}
    y = values.detach().float()
    shares = torch.histc(y, bins=8, min=-bound, max=bound) / y.numel()
    return {
        "all_in_the_range": bool(torch.all(y.abs() <= bound * 1.0001)),
        "as_many_below_0_as_above": bool(((y < 0).float().mean() - 1 / 2).abs() < 0.1),
        "same_share_in_every_eighth_of_the_range": bool(torch.all((shares - 1 / 8).abs() < 0.05)),
        "hardly_any_number_twice": y.unique().numel() > 0.9 * y.numel(),
    }


def fresh(my_linear, sizes, name):
    """How the numbers of one parameter are spread, and whether another layer gets others."""
    first, second = (getattr(my_linear(*sizes), name, None) for _ in range(2))
    facts = spread(first, 1 / math.sqrt(sizes[0]))
    same = isinstance(first, Tensor) and isinstance(second, Tensor) and torch.equal(first, second)
    return seen(**facts, next_layer_gets_others=not same)


@graded(points=6, zh="weight 和 bias 是可训练的参数，形状正确；不要偏置时 bias 为 None")
@given(d_in=SIDES, d_out=SIDES, options=OPTIONS)
@example(d_in=3, d_out=2, options={})
@example(d_in=3, d_out=2, options={"bias": False})
def test_holds_a_weight_and_a_bias_as_parameters(my_linear, d_in, d_out, options):
    layer = my_linear(d_in, d_out, **options)
    params = parameters_of(layer)
    return seen(
        is_module=isinstance(layer, nn.Module),
        parameters={name: list(param.shape) for name, param in params.items()},
        dtypes={name: param.dtype for name, param in params.items()},
        require_grad=all(param.requires_grad for param in params.values()),
        bias_is_None=getattr(layer, "bias", "missing") is None,
    )


@graded(points=5, zh="乘以权重，加上偏置，梯度能传回输入和参数", rtol=1e-4, atol=1e-4)
@given(weight=WEIGHTS, bias=BIASES, x=INPUTS)
@example(weight=WEIGHT, bias=None, x=torch.tensor([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]))
@example(weight=WEIGHT, bias=torch.tensor([0.5, 0.25]), x=torch.tensor([1.0, 1.0, 1.0]))
def test_multiplies_by_the_weight_and_adds_the_bias(my_linear, weight, bias, x):
    layer = filled(
        my_linear(weight.shape[1], len(weight), bias is not None), weight=weight, bias=bias
    )
    y = layer(x.requires_grad_())
    leaves = [x, *(getattr(layer, name, None) for name in ("weight", "bias"))]
    return seen(result=y, gradients=gradient(y, *(t for t in leaves if isinstance(t, Tensor))))


@graded(points=3, zh="权重在 ±1/√d_in 之间均匀随机取值", max_cases=10)
@given(sizes=st.sampled_from(((64, 64), (256, 16), (16, 256), (25, 200))))
@example(sizes=(16, 256))
@example(sizes=(256, 16))
def test_draws_the_weight_evenly_within_1_over_the_root_of_d_in(my_linear, sizes):
    return fresh(my_linear, sizes, "weight")


@graded(points=3, zh="偏置在 ±1/√d_in 之间均匀随机取值", max_cases=10)
@given(sizes=st.sampled_from(((16, 4096), (9, 5000), (4, 4000))))
@example(sizes=(16, 4096))
def test_draws_the_bias_evenly_within_1_over_the_root_of_d_in(my_linear, sizes):
    return fresh(my_linear, sizes, "bias")


@graded(points=3, zh="层搬到哪个设备，就在哪个设备上计算", max_cases=25, rtol=1e-4, atol=1e-4)
@given(weight=WEIGHTS, bias=BIASES, x=INPUTS)
@example(weight=WEIGHT, bias=None, x=torch.tensor([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]))
@example(weight=WEIGHT, bias=torch.tensor([0.5, 0.25]), x=torch.tensor([1.0, 1.0, 1.0]))
def test_computes_on_the_device_that_it_is_moved_to(my_linear, weight, bias, x, device):
    layer = filled(
        my_linear(weight.shape[1], len(weight), bias is not None), weight=weight, bias=bias
    )
    return seen(result=layer.to(device)(x.to(device)))
