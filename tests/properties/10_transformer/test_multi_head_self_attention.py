"""MultiHeadSelfAttention computes what nn.MultiheadAttention does with the same weights."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch import nn

from autograder import graded
from autograder.observe import gradient, seen
from autograder.strategies import tensors

# d_model and heads, with a head's size equal to neither where there are several.
SIZES = st.shared(
    st.sampled_from(((6, 2), (6, 3), (9, 3), (15, 5), (8, 2), (5, 1), (7, 7), (4, 4), (1, 1))),
    key="sizes",
)
BATCH = st.integers(1, 4)
LENGTH = st.shared(st.integers(1, 6), key="length")


def small(shape):
    """Quarters from -5/4 to 5/4, in a pattern, or any numbers between."""
    return tensors(shape=shape, dtypes=(torch.float64,)).map(lambda t: (t % 11 - 5) / 4)


INPUTS = {
    "sizes": SIZES,
    "qkv": SIZES.flatmap(lambda s: small((3 * s[0], s[0]))),
    "out": SIZES.flatmap(lambda s: small((s[0], s[0]))),
    "x": st.tuples(BATCH, LENGTH, SIZES).flatmap(lambda d: small((d[0], d[1], d[2][0]))),
}
UNIT = torch.eye(2, dtype=torch.float64)
TWO = {  # queries, keys and values are x itself
    "sizes": (2, 2),
    "qkv": torch.cat([UNIT, UNIT, UNIT]),
    "out": UNIT,
    "x": torch.tensor([[[1.0, 2.0], [0.0, 3.0]]], dtype=torch.float64),
}


def with_weights(implementation, sizes, qkv, out):
    """A module in float64 that holds the drawn weights, and no bias; None for what cannot."""
    module = implementation(*sizes)
    layers = [getattr(module, name, None) for name in ("qkv", "out")]
    if not all(isinstance(layer, nn.Linear) for layer in layers):
        return None
    module.double()
    with torch.no_grad():
        for layer, weight in zip(layers, (qkv, out), strict=True):
            if layer.weight.shape != weight.shape:
                return None
            layer.weight.copy_(weight)
            if layer.bias is not None:
                layer.bias.zero_()
    return module


def blocks():
    """Masks (L, L) that leave every position one to look at."""
    masks = LENGTH.flatmap(
        lambda n: st.tuples(
            tensors(shape=(n, n), dtypes=(torch.bool,)), st.integers(0, n - 1), st.booleans()
        )
    )

    def build(drawn):
        mask, spared, causal = drawn
        if causal:
            return torch.ones_like(mask).triu(1)
        mask[range(len(mask)), [(i + spared) % len(mask) for i in range(len(mask))]] = False
        return mask

    return masks.map(build)


@graded(
    points=8,
    zh="`qkv` 和 `out` 是大小正确的 Linear 层；heads 不能整除时抛出 ValueError",
    raises=ValueError,
)
@given(d_model=st.integers(1, 12), heads=st.integers(1, 5))
@example(d_model=6, heads=2)
@example(d_model=6, heads=4)
@example(d_model=7, heads=3)
def test_has_layers_of_the_right_sizes_and_raises_ValueError_where_heads_do_not_divide(  # noqa: N802
    multi_head_self_attention, d_model, heads
):
    module = multi_head_self_attention(d_model, heads)
    layers = [getattr(module, name, None) for name in ("qkv", "out")]
    return seen(
        are_linear=[isinstance(layer, nn.Linear) for layer in layers],
        shapes_of_parameters=[
            getattr(getattr(layer, "weight", None), "shape", None) for layer in layers
        ],
    )


# A float32 root in the divisor is as right as a float64 one.
@graded(points=14, zh="权重相同时，结果与 nn.MultiheadAttention 相同", rtol=1e-4, atol=1e-4)
@given(**INPUTS)
@example(**TWO)
def test_agrees_with_nn_MultiheadAttention(  # noqa: N802
    multi_head_self_attention, sizes, qkv, out, x
):
    module = with_weights(multi_head_self_attention, sizes, qkv, out)
    return seen(result=module and module(x), input=x)


@graded(points=10, zh="任何位置都看不到掩码挡住的位置", rtol=1e-4, atol=1e-4)
@given(**INPUTS, mask=blocks())
@example(**TWO, mask=torch.ones(2, 2, dtype=torch.bool).triu(1))
def test_lets_no_position_look_at_one_that_the_mask_blocks(
    multi_head_self_attention, sizes, qkv, out, x, mask
):
    module = with_weights(multi_head_self_attention, sizes, qkv, out)
    return seen(result=module and module(x, mask))


@graded(points=4, zh="梯度能传回 x", rtol=1e-4, atol=1e-4)
@given(**INPUTS)
@example(**TWO)
def test_passes_the_right_gradient_to_x(multi_head_self_attention, sizes, qkv, out, x):
    module = with_weights(multi_head_self_attention, sizes, qkv, out)
    x.requires_grad_()
    return seen(gradient=module and gradient(module(x), x))


@graded(points=4, zh="模块搬到哪个设备，就在哪个设备上计算", rtol=1e-4, atol=1e-4, max_cases=25)
@given(**INPUTS, mask=blocks() | st.none())
@example(**TWO, mask=None)
@example(**TWO, mask=torch.ones(2, 2, dtype=torch.bool).triu(1))
def test_computes_on_the_device_that_it_is_moved_to(
    multi_head_self_attention, sizes, qkv, out, x, mask, device
):
    module = with_weights(multi_head_self_attention, sizes, qkv, out)
    mask = mask if mask is None else mask.to(device)
    return seen(result=module and module.to(device)(x.to(device), mask))
