"""uniform draws numbers evenly from [low, high), from a generator alone."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.observe import seen
from autograder.strategies import shapes

# Halves are exact in float32, so that a right formula cannot leave the range by rounding.
LOWS = st.integers(-8, 4).map(lambda n: n / 2)
HIGHS = st.integers(5, 16).map(lambda n: n / 2)
SEEDS = st.integers(0, 2**31)


def seeded(seed):
    """Make a generator, for a probe needs several that start alike."""
    return torch.Generator().manual_seed(seed)


@graded(points=5, zh="形状正确、dtype 为 float32，所有数都在 low 与 high 之间")
@given(shape=shapes(), low=LOWS, high=HIGHS, seed=SEEDS)
@example(shape=(4, 5), low=2.0, high=3.0, seed=0)
@example(shape=(5, 2), low=-3.0, high=2.5, seed=1)
def test_draws_a_float32_tensor_of_numbers_from_low_to_high(uniform, shape, low, high, seed):
    y = uniform(shape, low, high, seeded(seed))
    return seen(
        shape=y.shape,
        dtype=y.dtype,
        none_below_low=bool(torch.all(y >= low)),
        # `high` itself is let pass: rounding to float32 may give it, once in millions of draws.
        none_above_high=bool(torch.all(y <= high)),
    )


@graded(points=5, zh="这些数均匀地铺满整个区间", max_cases=10)
@given(low=LOWS, high=HIGHS, seed=SEEDS)
@example(low=2.0, high=3.0, seed=0)
@example(low=-1.0, high=1.0, seed=0)
def test_spreads_the_numbers_evenly_over_the_whole_range(uniform, low, high, seed):
    y = uniform((64, 64), low, high, seeded(seed)).detach().float()
    shares = torch.histc(y, bins=8, min=low, max=high) / y.numel()
    return seen(
        all_in_the_range=bool(torch.all((y >= low) & (y <= high))),
        # The bounds lie more than nine standard deviations from what a uniform draw gives.
        mean_in_the_middle=bool((y.mean() - (low + high) / 2).abs() < (high - low) / 20),
        same_share_in_every_eighth_of_the_range=bool(torch.all((shares - 1 / 8).abs() < 0.05)),
        hardly_any_number_twice=y.unique().numel() > 0.9 * y.numel(),
    )


@graded(points=10, zh="随机性只来自 generator，全局随机状态不受影响")
@given(shape=st.sampled_from(((5,), (2, 3), (4, 1, 2))), low=LOWS, high=HIGHS, seed=SEEDS)
def test_draws_from_the_generator_alone(uniform, shape, low, high, seed):
    generator = seeded(seed)
    own_state = generator.get_state()
    torch.rand(1)  # so that the global state is not what a `manual_seed` leaves
    global_state = torch.get_rng_state()
    first = uniform(shape, low, high, generator)
    return seen(
        global_state_untouched=torch.equal(global_state, torch.get_rng_state()),
        generator_moved=not torch.equal(own_state, generator.get_state()),
        same_seed_gives_the_same_numbers=torch.equal(
            first, uniform(shape, low, high, seeded(seed))
        ),
        other_seed_gives_others=not torch.equal(first, uniform(shape, low, high, seeded(seed + 1))),
        next_call_gives_others=not torch.equal(first, uniform(shape, low, high, generator)),
    )
