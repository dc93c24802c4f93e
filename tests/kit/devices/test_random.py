"""The device draws numbers of its own, from seeds and generators of its own."""

import pytest
import torch
from devices.comparison import on_cuda

from autograder.observation.run import observe
from autograder.property import Property
from autograder.wire.values import to_plain

pytestmark = pytest.mark.simulated


def drawn(**options):
    return torch.rand(3, device="cuda", **options).tolist()


@pytest.mark.parametrize(
    "seed", [torch.cuda.manual_seed, torch.cuda.manual_seed_all, torch.manual_seed]
)
def test_a_seed_repeats_what_is_drawn(seed):
    seed(5)
    first = drawn()
    assert drawn() != first
    seed(5)
    assert drawn() == first


def test_a_run_on_the_device_draws_what_its_seed_would():
    prop = Property("f", "test_f", "", 1, lambda f, device: f(device), {}, on_devices=True)
    there = torch.device("cuda")
    found = [
        observe(prop, lambda d: torch.rand(3, device=d), {}, seed=seed, device=there).value
        for seed in (5, 5, 6)
    ]
    torch.manual_seed(5)
    assert found[:2] == [to_plain(torch.rand(3, device="cuda"))] * 2
    assert found[2] != found[0]


def test_the_device_and_the_cpu_draw_different_numbers_from_one_seed():
    torch.manual_seed(5)
    there, here = drawn(), torch.rand(3).tolist()
    assert there != here
    torch.manual_seed(5)
    assert torch.rand(3).tolist() == here  # drawing on the device does not go on with the CPU's


def test_a_seed_can_be_asked_for():
    torch.cuda.manual_seed(5)
    assert torch.cuda.initial_seed() == 5
    torch.cuda.seed()
    assert torch.cuda.initial_seed() != 5


def test_a_state_can_be_taken_and_put_back():
    state = torch.cuda.get_rng_state()
    first = drawn()
    torch.cuda.set_rng_state(state)
    assert drawn() == first
    torch.cuda.set_rng_state_all(torch.cuda.get_rng_state_all())


def test_states_are_kept_over_a_block():
    with torch.random.fork_rng():
        first = drawn()
    assert drawn() == first


def test_a_generator_draws_for_its_device():
    generator = torch.Generator(device="cuda").manual_seed(0)
    assert generator.device == torch.device("cuda:0")
    assert isinstance(generator, torch.Generator)
    first = drawn(generator=generator)
    generator.manual_seed(0)
    assert drawn(generator=generator) == first
    assert generator.initial_seed() == 0


def test_a_generator_can_be_taken_up_where_another_was():
    generator = torch.Generator("cuda").manual_seed(0)
    drawn(generator=generator)
    other = torch.Generator("cuda").set_state(generator.get_state())
    clone = generator.clone_state()
    first = drawn(generator=generator)
    assert drawn(generator=other) == drawn(generator=clone) == first
    assert on_cuda(torch.empty(2, device="cuda").uniform_(generator=clone))


def test_generators_of_the_cpu_are_as_before():
    generator = torch.Generator()
    assert generator.device == torch.device("cpu")
    assert isinstance(generator, torch.Generator)
    assert issubclass(type(generator), torch.Generator)
    assert torch.rand(2, generator=generator).is_cpu


def test_a_generator_does_not_draw_for_another_kind_of_device():
    with pytest.raises(RuntimeError, match="Expected a 'cuda' device type for generator but found"):
        drawn(generator=torch.Generator())
    with pytest.raises(RuntimeError, match="Expected a 'cpu' device type for generator but found"):
        torch.rand(2, generator=torch.Generator("cuda"))
    with pytest.raises(RuntimeError, match="Expected a 'cpu' generator device but found 'cuda:0'"):
        torch.randperm(4, generator=torch.Generator("cuda"))


def test_every_kind_of_number_is_drawn():
    probabilities = torch.full((100,), 0.5, device="cuda")
    assert set(torch.bernoulli(probabilities).tolist()) == {0, 1}
    assert torch.multinomial(probabilities, 3).shape == (3,)
    assert on_cuda(torch.normal(probabilities, 1.0), probabilities.exponential_())
