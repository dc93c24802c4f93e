"""train_classifier trains a small CNN on bars, on any device, and tells the losses."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch import Tensor, nn

from autograder import graded
from autograder.observe import seen
from autograder.preload import preload_optimisers

preload_optimisers()

CPU = torch.device("cpu")
SEEDS = st.integers(0, 2**31)
FEW, MANY = 300, 2400  # few are enough to see how it trains, many to learn from


def bars(count, seed):
    """Images of a row, of a column or of a diagonal, sorted by these, and which it is."""
    drawn = torch.Generator().manual_seed(seed)
    kind = torch.arange(count) * 3 // count
    place = torch.randint(8, (count, 1, 1), generator=drawn)
    i, j = torch.arange(8)[:, None], torch.arange(8)
    lines = torch.broadcast_tensors(i == place, j == place, (i + place) % 8 == j)
    bright = torch.stack(lines, 1)[torch.arange(count), kind].unsqueeze(1)
    return 2 * bright + 0.4 * torch.randn(count, 1, 8, 8, generator=drawn), kind


def parts_of(result):
    """The model and the losses of a result; None in the place of what is no model or no list."""
    model, losses = result if isinstance(result, tuple) and len(result) == 2 else (None, None)
    return (
        model if isinstance(model, nn.Module) else None,
        losses if isinstance(losses, list) else None,
    )


def output_of(model, x):
    """What a model says of images in eval mode, on the cpu; None where that is no tensor."""
    if model is None:
        return None
    model.eval()
    with torch.no_grad():
        output = model(x.to(next(model.parameters(), x).device))
    return output.cpu() if isinstance(output, Tensor) else None


def scores_of(model, x):
    """The output where it has the right shape, and NaN otherwise."""
    output = output_of(model, x)
    return (
        output if output is not None and output.shape == (len(x), 3) else torch.nan * x[:, 0, 0, :3]
    )


def numbers_of(losses):
    """The losses as floats; none where they are no numbers."""
    try:
        return [float(loss) for loss in losses or ()]
    except (TypeError, ValueError, RuntimeError):
        return []


@graded(points=10, zh="返回模型，以及每个 epoch 的平均损失", seconds=20, max_cases=1)
@given(seed=SEEDS)
def test_returns_a_model_and_the_mean_loss_of_each_epoch(train_classifier, seed):
    model, losses = parts_of(train_classifier(*bars(FEW, seed), device=CPU, seed=seed))
    x = bars(6, seed + 1)[0]
    output, numbers = output_of(model, x), numbers_of(losses)
    alone = torch.cat([scores_of(model, image[None]) for image in x])
    return seen(
        is_a_module=model is not None,
        shape=getattr(output, "shape", None),
        dtype=getattr(output, "dtype", None),
        same_alone_as_in_a_batch=torch.allclose(alone, scores_of(model, x), 1e-3, 1e-3),
        losses_are_floats=losses is not None and all(isinstance(loss, float) for loss in losses),
        several_losses=losses is not None and len(losses) > 1,
        # About log 3 or less, and never near a batch's share of that, or that many times more.
        first_loss_is_a_mean=bool(numbers) and 0.04 < numbers[0] < 3,
        # Where none moves, the epochs differ in nothing but the order of a sum.
        parameters_move=bool(numbers) and abs(numbers[-1] - numbers[0]) > 1e-4 * abs(numbers[0]),
    )


@graded(points=10, zh="在指定的设备上训练；没有指定时，有 CUDA 就用 CUDA", seconds=20, max_cases=1)
@given(named=st.sampled_from(("the device", None, "cpu")), seed=SEEDS)
@example(named=None, seed=0)
@example(named="cpu", seed=0)
def test_trains_on_the_device_it_is_given_or_else_on_cuda_where_available(
    train_classifier, named, seed, device
):
    wanted = {"the device": device, None: None, "cpu": CPU}[named]
    model, losses = parts_of(train_classifier(*bars(FEW, seed), device=wanted, seed=seed))
    parameters = model.parameters() if model is not None else ()
    return seen(
        parameters_are_on=sorted({str(param.device) for param in parameters}),
        shape=getattr(output_of(model, bars(6, seed + 1)[0]), "shape", None),
        several_losses=len(numbers_of(losses)) > 1,
    )


@graded(points=5, zh="种子相同，结果相同；种子不同，结果不同", seconds=20, max_cases=1)
@given(seed=SEEDS)
def test_gives_the_same_for_the_same_seed_and_another_for_another(train_classifier, seed):
    x, y = bars(FEW, seed)
    unseen = bars(FEW, seed + 1)[0]

    def train(own):
        model, losses = parts_of(train_classifier(x, y, device=CPU, seed=own))
        return torch.cat([scores_of(model, unseen).flatten(), torch.tensor(numbers_of(losses))])

    first, again, other = train(seed), train(seed), train(seed + 1)
    return seen(
        same_seed_gives_the_same_numbers=alike(first, again),
        other_seed_gives_others=not alike(first, other),
    )


def alike(first, second):
    return first.shape == second.shape and torch.allclose(first, second, 0.01, 0.01)


@graded(points=15, zh="能认出从没见过的条纹，损失逐步下降", seconds=30, max_cases=1)
@given(seed=SEEDS)
def test_learns_to_tell_bars_apart_that_it_has_never_seen(train_classifier, seed):
    model, losses = parts_of(train_classifier(*bars(MANY, seed), device=CPU, seed=seed))
    x, y = bars(FEW, seed + 1)
    accuracy = (scores_of(model, x).argmax(1) == y).float().mean()
    numbers = numbers_of(losses) or [torch.nan]
    return seen(
        nine_tenths_of_unseen_images_right=bool(accuracy >= 0.9),
        loss_falls=numbers[-1] < numbers[0] or numbers[-1] < 0.1,
        # Softmax twice, and it stays above 0.551, however right the model is.
        last_loss_below_one_half=numbers[-1] < 0.54,
    )
