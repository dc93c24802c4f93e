"""Attention and Transformers compute on the device what they compute on the CPU."""

import copy

import pytest
import torch
from devices.comparison import assert_module_same, assert_same
from torch import nn
from torch.nn import functional

pytestmark = pytest.mark.simulated

X = torch.randn(2, 5, 8, generator=torch.Generator().manual_seed(0))
LATER = torch.triu(torch.ones(5, 5, dtype=torch.bool), 1)


@pytest.mark.parametrize("mask", [None, LATER, torch.zeros(5, 5).masked_fill(LATER, -1e9)])
def test_multi_head_attention(mask):
    plain = nn.MultiheadAttention(8, 2, batch_first=True)
    there = copy.deepcopy(plain).cuda()
    moved = None if mask is None else mask.cuda()
    expected = plain(X, X, X, attn_mask=mask)
    got = there(X.cuda(), X.cuda(), X.cuda(), attn_mask=moved)
    assert_same(got[0], expected[0].detach(), 1e-4)
    assert_same(got[1], expected[1].detach(), 1e-4)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"is_causal": True},
        {"attn_mask": ~LATER},
        {"attn_mask": torch.ones(5, 5)},
        {"scale": 2.0},
    ],
    ids=["plain", "causal", "boolean mask", "mask of numbers", "scaled"],
)
def test_scaled_dot_product_attention_and_its_gradients(options):
    moved = {
        name: value.cuda() if isinstance(value, torch.Tensor) else value
        for name, value in options.items()
    }
    plain = X.clone().requires_grad_()
    there = X.cuda().requires_grad_()
    expected = functional.scaled_dot_product_attention(plain, plain, plain, **options)
    got = functional.scaled_dot_product_attention(there, there, there, **moved)
    assert_same(got, expected.detach())
    expected.square().sum().backward()
    got.square().sum().backward()
    assert_same(there.grad, plain.grad, 1e-4)


def test_a_mask_left_on_the_cpu_is_refused():
    attention = nn.MultiheadAttention(8, 2, batch_first=True).cuda()
    with pytest.raises(RuntimeError, match="device"):
        attention(X.cuda(), X.cuda(), X.cuda(), attn_mask=LATER)


def test_a_transformer():
    assert_module_same(
        lambda: nn.Transformer(8, 2, 1, 1, 16, dropout=0.0, batch_first=True),
        X,
        X[:, :4],
        tolerance=1e-3,
        training=True,
    )


@pytest.mark.filterwarnings("ignore:The PyTorch API of nested tensors:UserWarning")
@pytest.mark.parametrize("context", [torch.no_grad, torch.inference_mode])
def test_an_encoder_on_its_fast_path(context):
    layer = nn.TransformerEncoderLayer(8, 2, 16, batch_first=True)
    plain = nn.TransformerEncoder(layer, 2).eval()
    there = copy.deepcopy(plain).cuda()
    with context():
        assert_same(there(X.cuda()), plain(X), 1e-4)
        padding = torch.tensor([[False] * 5, [False] * 3 + [True] * 2])
        got = there(X.cuda(), src_key_padding_mask=padding.cuda())
        assert_same(got, plain(X, src_key_padding_mask=padding), 1e-4)
