"""train_classifier trains a small CNN on bars, on any device, and tells the losses."""

from contextlib import ExitStack, contextmanager
from unittest import mock

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch import Tensor, nn
from torch.nn.modules import module as modules
from torch.overrides import TorchFunctionMode

from autograder import graded
from autograder.observe import seen
from autograder.preload import preload_optimisers

preload_optimisers()

META = torch.device("meta")
SEEDS = st.integers(0, 2**31)
FEW, MANY = 300, 2400  # few are enough to see how it trains, many to learn from


def bars(count, seed):
    """Images of a row, of a column or of a diagonal, sorted by these, and which it is."""
    generator = torch.Generator().manual_seed(seed)
    kind = torch.arange(count) * 3 // count
    place = torch.randint(8, (count, 1, 1), generator=generator)
    i, j = torch.arange(8)[:, None], torch.arange(8)
    lines = torch.broadcast_tensors(i == place, j == place, (i + place) % 8 == j)
    bright = torch.stack(lines, 1)[torch.arange(count), kind].unsqueeze(1)
    return 2 * bright + 0.4 * torch.randn(count, 1, 8, 8, generator=generator), kind


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


class Asked:
    """Whether somebody asked for a CUDA device that is not there."""

    def __init__(self):
        self.yes = False

    def __call__(self):
        self.yes = True
        raise RuntimeError("No CUDA GPUs are available")


@contextmanager
def machine_with(cuda):
    """Let torch say that there is a CUDA device, or none; where there is one, notice its use."""
    asked = Asked()

    def current_accelerator(check_available=False):
        return torch.device("cuda") if cuda or not check_available else None

    answers = [
        (torch.cuda, "is_available", lambda: cuda),
        (torch.cuda, "device_count", lambda: int(cuda)),
        (torch.cuda, "current_device", lambda: 0),
        (torch.accelerator, "is_available", lambda: cuda),
        (torch.accelerator, "device_count", lambda: int(cuda)),
        (torch.accelerator, "current_accelerator", current_accelerator),
        # What the functions above lean on: for `from torch.cuda import is_available`.
        (torch.cuda, "_is_compiled", lambda: cuda),
        (torch._C, "_cuda_getDeviceCount", lambda: int(cuda)),
    ]
    if cuda:
        # Called before the first use of any; the random state of CUDA has it under its own name.
        answers += [(module, "_lazy_init", asked) for module in (torch.cuda, torch.cuda.random)]
    with ExitStack() as patches:
        for module, name, answer in answers:
            if cuda or hasattr(module, name):
                patches.enter_context(mock.patch.object(module, name, answer, create=True))
        yield asked


class Readable(TorchFunctionMode):
    """Lets a number be read from a tensor on meta, which has none: it is 0."""

    READS = (Tensor.item, Tensor.tolist, Tensor.numpy, Tensor.cpu, Tensor.to)
    READS += (Tensor.__float__, Tensor.__int__, Tensor.__bool__)

    def __torch_function__(self, func, types, args=(), kwargs=None):
        try:
            return func(*args, **(kwargs or {}))
        except RuntimeError:
            if func not in self.READS or not args[0].is_meta:
                raise
            return func(torch.zeros_like(args[0], device="cpu"), *args[1:], **(kwargs or {}))


class Trains(BaseException):
    """Leaves a training as soon as a gradient comes back to a layer; says on which device."""


@contextmanager
def leaving_once_it_trains():
    """Make meta behave as an accelerator does, and leave when the first gradient arrives."""

    def refuse(module, args):
        own = next(module.parameters(recurse=False), None)
        tensors = [value for value in args if isinstance(value, Tensor)]
        if own is not None and own.is_meta and not all(tensor.is_meta for tensor in tensors):
            raise RuntimeError("Expected all tensors to be on the same device")

    def leave(gradient):
        raise Trains(gradient.device.type)

    def watch(module, args, output):
        if isinstance(output, Tensor) and output.requires_grad:
            output.register_hook(leave)

    before = modules.register_module_forward_pre_hook(refuse)
    after = modules.register_module_forward_hook(watch)
    try:
        with Readable():
            yield
    finally:
        before.remove()
        after.remove()


@graded(points=10, zh="返回模型，以及每个 epoch 的平均损失", seconds=20, max_cases=1)
@given(seed=SEEDS)
def test_returns_a_model_and_the_mean_loss_of_each_epoch(train_classifier, seed):
    with machine_with(cuda=False):
        model, losses = parts_of(train_classifier(*bars(FEW, seed), seed=seed))
    x = bars(6, seed + 1)[0]
    output, numbers = output_of(model, x), numbers_of(losses)
    alone = torch.cat([scores_of(model, image[None]) for image in x])
    return seen(
        is_a_module=model is not None,
        on_the_cpu=model is not None and all(p.device.type == "cpu" for p in model.parameters()),
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
@given(device=st.sampled_from((None, META)), seed=SEEDS)
@example(device=META, seed=0)
@example(device=None, seed=0)
def test_trains_on_the_device_it_is_given_or_else_on_cuda_where_available(
    train_classifier, device, seed
):
    wanted = "cuda" if device is None else device.type
    with machine_with(cuda=device is None) as asked, leaving_once_it_trains():
        try:
            train_classifier(*bars(FEW, seed), device=device, seed=seed)
            trained_on = "nothing"
        except Trains as leaving:
            trained_on = str(leaving)
        except RuntimeError as error:
            # There is no "CUDA generator", and "META device type" has none: both were asked for.
            if not asked.yes and wanted.upper() not in str(error):
                raise
            trained_on = wanted
    return seen(trained_on=wanted if asked.yes else trained_on)


@graded(points=5, zh="种子相同，结果相同；种子不同，结果不同", seconds=20, max_cases=1)
@given(seed=SEEDS)
def test_gives_the_same_for_the_same_seed_and_another_for_another(train_classifier, seed):
    x, y = bars(FEW, seed)
    unseen = bars(FEW, seed + 1)[0]

    def train(own):
        model, losses = parts_of(train_classifier(x, y, device=torch.device("cpu"), seed=own))
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
    with machine_with(cuda=False):
        model, losses = parts_of(train_classifier(*bars(MANY, seed), seed=seed))
    x, y = bars(FEW, seed + 1)
    accuracy = (scores_of(model, x).argmax(1) == y).float().mean()
    numbers = numbers_of(losses) or [torch.nan]
    return seen(
        nine_tenths_of_unseen_images_right=bool(accuracy >= 0.9),
        loss_falls=numbers[-1] < numbers[0] or numbers[-1] < 0.1,
        # Softmax twice, and it stays above 0.551, however right the model is.
        last_loss_below_one_half=numbers[-1] < 0.54,
    )
