"""PositionalEncoding adds to each position a pattern of its own, kept in a buffer."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch import nn

from autograder import graded
from autograder.observe import requires_grad, seen
from autograder.strategies import tensors

BATCH = st.integers(1, 4)
LENGTH = st.integers(1, 6)
BEYOND = st.integers(0, 6)  # how much longer than the sequence the table of patterns is


def sequences(features):
    return st.tuples(BATCH, LENGTH, st.sampled_from(features)).flatmap(
        lambda shape: tensors(shape=shape, dtypes=(torch.float32,))
    )


def buffer_of(module):
    """The buffer named `pe`, or None."""
    return dict(module.named_buffers()).get("pe") if isinstance(module, nn.Module) else None


# An angle computed through logarithms, or in float64, differs by some 1e-6.
@graded(points=9, zh="给每个位置加上它的正弦和余弦", atol=1e-4)
@given(x=sequences((4, 2, 6, 8)), beyond=BEYOND)
@example(x=torch.zeros(1, 2, 4), beyond=0)
@example(x=torch.zeros(2, 3, 4), beyond=2)
@example(x=torch.ones(3, 3, 2), beyond=0)
def test_adds_the_sines_and_cosines_of_each_position(positional_encoding, x, beyond):
    module = positional_encoding(x.shape[2], x.shape[1] + beyond)
    y = module(x)
    return seen(result=y, input=x, requires_grad=requires_grad(y))


@graded(points=6, zh="d_model 为奇数时，最后一个正弦没有配对的余弦", atol=1e-4)
@given(x=sequences((3, 1, 5, 7)), beyond=BEYOND)
@example(x=torch.zeros(1, 2, 3), beyond=0)
@example(x=torch.zeros(1, 2, 1), beyond=1)
def test_works_for_an_odd_number_of_features(positional_encoding, x, beyond):
    module = positional_encoding(x.shape[2], x.shape[1] + beyond)
    return seen(result=module(x))


@graded(points=3, zh="很远的位置也有正确的编码", atol=1e-4, max_cases=10)
@given(position=st.integers(500, 999))
@example(position=999)
def test_knows_positions_far_from_the_start(positional_encoding, position):
    module = positional_encoding(4, 1000)
    y = module(torch.zeros(1, position + 1, 4))
    return seen(result=y[0, position] if isinstance(y, torch.Tensor) else y)


@graded(points=6, zh="编码存放在名为 pe 的缓冲区里，而不是参数")
@given(d_model=st.sampled_from((4, 2, 6)), max_len=st.integers(1, 6))
@example(d_model=4, max_len=3)
def test_keeps_the_patterns_in_a_buffer_named_pe_and_has_no_parameters(
    positional_encoding, d_model, max_len
):
    module = positional_encoding(d_model, max_len)
    pe = buffer_of(module)
    return seen(
        pe_is_a_buffer=pe is not None,
        dtype=getattr(pe, "dtype", None),
        parameters=[name for name, _ in module.named_parameters()]
        if isinstance(module, nn.Module)
        else None,
    )


@graded(points=6, zh="随模块一起搬到别的设备", atol=1e-4, max_cases=25)
@given(x=sequences((4, 2, 6)), beyond=BEYOND)
@example(x=torch.zeros(1, 2, 4), beyond=1)
def test_moves_to_another_device_with_the_module(positional_encoding, x, beyond, device):
    module = positional_encoding(x.shape[2], x.shape[1] + beyond)
    if isinstance(module, nn.Module):
        module.to(device)
    return seen(result=module(x.to(device)))
