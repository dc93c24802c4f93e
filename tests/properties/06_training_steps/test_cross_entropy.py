"""cross_entropy is the mean of minus log-softmax at the right class, also for large logits."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch import Tensor

from autograder import graded
from autograder.observe import gradient, seen
from autograder.strategies import FLOATS, tensors

SIZES = st.shared(st.tuples(st.integers(1, 5), st.integers(1, 5)), key="sizes")


def targets(size: tuple[int, int]) -> st.SearchStrategy[Tensor]:
    """One class for each row."""
    rows, classes = size
    drawn = st.lists(st.integers(0, classes - 1), min_size=rows, max_size=rows)
    return drawn.map(lambda values: torch.tensor(values, dtype=torch.int64))


TARGET = SIZES.flatmap(targets)
ORDINARY = tensors(shape=SIZES, dtypes=FLOATS)
LARGE = tensors(shape=SIZES, dtypes=FLOATS, largest=10000.0)
ROWS = torch.tensor([[2.0, 0.0, 0.0], [0.0, 1.0, 3.0]])
CLASSES = torch.tensor([0, 1])


@graded(points=10, zh="各行在正确类别处的 -log softmax 的平均值", rtol=1e-4, atol=1e-4)
@given(logits=ORDINARY, target=TARGET)
@example(logits=ROWS, target=CLASSES)
@example(logits=ROWS[:1], target=CLASSES[:1])
def test_averages_minus_the_log_softmax_at_the_right_class(cross_entropy, logits, target):
    return seen(result=cross_entropy(logits, target))


# In float32, numbers near 10000 lie 0.001 apart: logsumexp minus the right logit is no closer.
@graded(points=8, zh="logits 很大时，损失和梯度仍然正确且有限", rtol=1e-4, atol=3e-3)
@given(logits=LARGE.map(Tensor.requires_grad_), target=TARGET)
@example(logits=torch.tensor([[1000.0, 0.0]]).requires_grad_(), target=torch.tensor([0]))
@example(logits=torch.tensor([[1000.0, 0.0]]).requires_grad_(), target=torch.tensor([1]))
@example(
    logits=torch.tensor([[-10000.0, -10000.0], [10000.0, -10000.0]]).requires_grad_(),
    target=CLASSES,
)
def test_stays_right_and_finite_for_large_logits(cross_entropy, logits, target):
    loss = cross_entropy(logits, target)
    # What flows back from a loss that is not finite differs from code to code, and says no more.
    finite = isinstance(loss, Tensor) and bool(loss.isfinite().all())
    return seen(result=loss, gradient=gradient(loss, logits) if finite else None)


@graded(points=7, zh="梯度能传回 logits，logits 和 target 保持不变", rtol=1e-4, atol=1e-4)
@given(logits=ORDINARY.map(Tensor.requires_grad_), target=TARGET)
@example(logits=ROWS.clone().requires_grad_(), target=CLASSES)
def test_lets_gradients_flow_and_leaves_its_inputs_alone(cross_entropy, logits, target):
    loss = cross_entropy(logits, target)
    return seen(gradient=gradient(loss, logits), logits=logits, target=target)


@graded(
    points=5, zh="logits 和 target 在哪个设备，损失就在哪个设备", max_cases=25, rtol=1e-4, atol=1e-4
)
@given(logits=ORDINARY, target=TARGET)
@example(logits=ROWS, target=CLASSES)
def test_computes_on_the_device_of_the_logits(cross_entropy, logits, target, device):
    return seen(result=cross_entropy(logits.to(device), target.to(device)))
