"""Encoder lets the positions of a sample look at each other, and keeps all else out."""

from itertools import pairwise

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch import Tensor, nn

from autograder import graded
from autograder.observe import seen
from autograder.strategies import tensors

# d_model and heads; layer norms of fewer features leave little to see.
SIZES = st.sampled_from(((6, 2), (8, 2), (9, 3), (5, 1)))
LAYERS = st.integers(1, 2)
SEED = st.integers(0, 2**31)  # of the samples; the module's parameters come from the global one
TWO = torch.tensor([[False, False, True], [False, False, False]])


def masks(rows):
    """Some padding anywhere, and a real position in each sample."""

    def build(drawn):
        pad, place = drawn
        pad[:, place % pad.shape[1]] = False
        pad[:, (place + 1) % pad.shape[1]] = True
        return pad

    shapes = st.tuples(rows, st.integers(2, 6))
    return st.tuples(
        shapes.flatmap(lambda shape: tensors(shape=shape, dtypes=(torch.bool,))), st.integers(0, 5)
    ).map(build)


def suffixes(lengths):
    """The mask of samples that end early."""
    lengths = torch.tensor(lengths)
    return torch.arange(max(1, int(lengths.max()))) >= lengths[:, None]


def samples(seed, pad, d_model):
    drawn = torch.Generator().manual_seed(seed)
    return torch.randn(*pad.shape, d_model, generator=drawn)


def encoded(module, x, pad):
    """The result in eval mode; NaN for what is no result, and for no module."""
    if isinstance(module, nn.Module):
        module.eval()
    with torch.no_grad():
        y = module(x, pad)
    return y if isinstance(y, Tensor) and y.shape == x.shape else torch.full_like(x, torch.nan)


def alike(first, second):
    """Whether two results agree, but for rounding; NaN agrees with nothing."""
    return torch.allclose(first.double(), second.double(), rtol=1e-3, atol=1e-4)


@graded(points=3, zh="输出与输入形状相同，eval 模式下每次结果都一样", max_cases=12)
@given(sizes=SIZES, layers=LAYERS, pad=masks(st.integers(1, 4)), seed=SEED)
@example(sizes=(6, 2), layers=2, pad=TWO, seed=0)
def test_gives_as_many_features_as_it_gets_and_the_same_again(encoder, sizes, layers, pad, seed):
    module = encoder(*sizes, layers)
    x = samples(seed, pad, sizes[0])
    y = encoded(module, x, pad)
    return seen(
        shape=getattr(module(x, pad), "shape", None),
        dtype=y.dtype,
        real_positions_finite=bool(y[~pad].isfinite().all()),
        next_call_gives_the_same=alike(y[~pad], encoded(module, x, pad)[~pad]),
    )


@graded(points=8, zh="填充的内容不影响真实位置", max_cases=12)
@given(sizes=SIZES, layers=LAYERS, pad=masks(st.integers(1, 4)), seed=SEED)
@example(sizes=(6, 2), layers=1, pad=TWO, seed=0)
@example(sizes=(6, 2), layers=2, pad=TWO, seed=0)
def test_keeps_what_the_padding_holds_from_the_real_positions(encoder, sizes, layers, pad, seed):
    module = encoder(*sizes, layers)
    x, other = samples(seed, pad, sizes[0]), samples(seed + 1, pad, sizes[0])
    y = encoded(module, x, pad)
    z = encoded(module, torch.where(pad[..., None], 3 * other, x), pad)
    return seen(real_positions_unchanged=alike(y[~pad], z[~pad]))


@graded(
    points=8,
    zh="每个样本的结果与批次里的其他样本无关，也与末尾有多少填充无关",
    max_cases=12,
    seconds=10,
)
@given(
    sizes=SIZES,
    layers=LAYERS,
    lengths=st.lists(st.integers(0, 5), min_size=2, max_size=4).filter(any),
    seed=SEED,
)
@example(sizes=(6, 2), layers=1, lengths=[2, 2], seed=0)
@example(sizes=(6, 2), layers=2, lengths=[2, 3], seed=0)
@example(sizes=(6, 2), layers=1, lengths=[0, 2], seed=0)
def test_gives_for_a_sample_in_a_batch_what_it_gives_for_the_sample_alone(
    encoder, sizes, layers, lengths, seed
):
    module = encoder(*sizes, layers)
    pad = suffixes(lengths)
    x = samples(seed, pad, sizes[0])
    y = encoded(module, x, pad)
    ends = [(i, n) for i, n in enumerate(lengths) if n > 0]
    alone = [encoded(module, x[[i]], pad[[i]])[0, :n] for i, n in ends]
    trimmed = [encoded(module, x[[i], :n], pad[[i], :n])[0] for i, n in ends]
    return seen(
        same_alone_as_in_a_batch=alike(torch.cat(alone), y[~pad]),
        same_without_padding=alike(torch.cat(trimmed), y[~pad]),
    )


@graded(points=4, zh="同一样本的真实位置互相都看得到", max_cases=12)
@given(
    sizes=SIZES,
    layers=LAYERS,
    lengths=st.lists(st.integers(2, 5), min_size=1, max_size=3),
    seed=SEED,
)
@example(sizes=(6, 2), layers=1, lengths=[3], seed=0)
def test_lets_the_real_positions_of_a_sample_look_at_each_other(
    encoder, sizes, layers, lengths, seed
):
    module = encoder(*sizes, layers)
    pad = suffixes(lengths)
    x = samples(seed, pad, sizes[0])
    y = encoded(module, x, pad)
    other = x.clone()
    other[0, 0] = samples(seed + 1, pad, sizes[0])[0, 0]
    first = encoded(module, other, pad)
    other = x.clone()
    other[0, lengths[0] - 1] = samples(seed + 1, pad, sizes[0])[0, 0]
    last = encoded(module, other, pad)
    return seen(
        change_of_the_first_reaches_the_last=not alike(
            y[0, lengths[0] - 1], first[0, lengths[0] - 1]
        ),
        change_of_the_last_reaches_the_first=not alike(y[0, 0], last[0, 0]),
    )


@graded(points=3, zh="每一层都有自己的参数，而且都参与计算", max_cases=4)
@given(sizes=SIZES, seed=SEED)
@example(sizes=(6, 2), seed=0)
def test_has_as_many_layers_as_asked_for_each_with_parameters_of_its_own(encoder, sizes, seed):
    pad = torch.zeros(2, 3, dtype=torch.bool)
    counts = [
        numbers_of(encoder(*sizes, layers), samples(seed, pad, sizes[0]), pad)
        for layers in (1, 2, 3)
    ]
    registered = [more[0] - fewer[0] for fewer, more in pairwise(counts)]
    trained = [more[1] - fewer[1] for fewer, more in pairwise(counts)]
    return seen(
        has_parameters=counts[0][0] > 0,
        each_layer_adds_parameters=registered[0] == registered[1] > 0,
        each_layer_is_trained=trained[0] == trained[1] > 0,
    )


@graded(points=4, zh="模块搬到哪个设备，就在哪个设备上计算，结果与 CPU 上相同", max_cases=12)
@given(sizes=SIZES, layers=LAYERS, pad=masks(st.integers(1, 4)), seed=SEED)
@example(sizes=(6, 2), layers=2, pad=TWO, seed=0)
def test_computes_on_the_device_that_it_is_moved_to_what_it_computes_on_the_cpu(
    encoder, sizes, layers, pad, seed, device
):
    module = encoder(*sizes, layers)
    x = samples(seed, pad, sizes[0])
    y = encoded(module, x, pad)
    if isinstance(module, nn.Module):
        module.to(device)
    z = encoded(module, x.to(device), pad.to(device))
    return seen(device=str(z.device), same_as_on_the_cpu=alike(z.cpu()[~pad], y[~pad]))


def numbers_of(module, x, pad):
    """How many numbers the parameters hold, and how many of them a backward pass reaches."""
    y = module(x, pad)
    parameters = list(module.parameters()) if isinstance(module, nn.Module) else []
    if isinstance(y, Tensor) and y.grad_fn is not None:
        y.square().sum().backward()
    return (
        sum(p.numel() for p in parameters),
        sum(p.numel() for p in parameters if p.grad is not None),
    )
