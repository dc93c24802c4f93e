"""attention mixes values by scaled scores, and leaves blocked keys out."""

from dataclasses import dataclass

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.observe import gradient, seen
from autograder.strategies import FLOATS, tensors


@dataclass(frozen=True)
class Sizes:
    """Leading axes, number of queries and of keys, length of a query and of a value."""

    lead: tuple[int, ...]
    queries: int
    keys: int
    query: int
    value: int

    def inputs(self):
        """The shapes of q, k and v."""
        lead = self.lead
        return (
            (*lead, self.queries, self.query),
            (*lead, self.keys, self.query),
            (*lead, self.keys, self.value),
        )

    def masks(self):
        """Shapes that broadcast against the scores: for all samples alike, or padding, or full."""
        ones = (1,) * (len(self.lead) - 1)
        return (
            (self.queries, self.keys),
            (self.lead[0], *ones, 1, self.keys),
            (*self.lead, self.queries, self.keys),
        )


def sizes(name, *, leads, most):
    side = st.integers(1, most)
    return st.shared(st.builds(Sizes, st.sampled_from(leads), side, side, side, side), key=name)


def vectors(of, position, dtypes=FLOATS):
    """q, k or v (0, 1, 2), of one dtype; numbers up to 2, and counting ones go up by tenths."""
    dtype = st.shared(st.sampled_from(dtypes), key="dtype")
    return st.tuples(of, dtype).flatmap(
        lambda drawn: tensors(
            shape=drawn[0].inputs()[position], dtypes=(drawn[1],), largest=20.0
        ).map(lambda t: t / 10)
    )


def masks(of, *, blocked=None):
    """Masks of any shape that broadcasts: not `blocked`, every query has an open key.

    `blocked`, the first query has none; None leaves it to chance.
    """

    def build(drawn):
        mask, number = drawn
        if blocked is False:
            mask[..., number % mask.shape[-1]] = False
        elif blocked:
            mask[..., :1, :] = True
        return mask

    drawn = of.flatmap(
        lambda s: st.sampled_from(s.masks()).flatmap(
            lambda shape: tensors(shape=shape, dtypes=(torch.bool,))
        )
    )
    return st.tuples(drawn, st.integers(0, 4)).map(build)


ANY = sizes("any", leads=((2,), (1,), (4,), (2, 3), (1, 2)), most=5)
SMALL = sizes("small", leads=((2,), (1,), (1, 2)), most=3)
DOUBLE = (torch.float64,)
TWO = torch.tensor([[[1.0, 0.0], [0.0, 1.0]]])
THREE = torch.tensor([[[1.0, 2.0], [3.0, -1.0], [0.0, 1.0]]])
HALF = torch.tensor([[True, True, True], [False, True, False]])


# The root of D taken in float32 is as right as one in float64; its error grows with the scores.
@graded(points=7, zh="用缩放后的分数得到权重，再混合各个值", rtol=1e-3, atol=1e-4)
@given(q=vectors(ANY, 0), k=vectors(ANY, 1), v=vectors(ANY, 2))
@example(q=TWO, k=THREE, v=THREE)
@example(q=4 * TWO, k=THREE, v=torch.eye(3)[None])
def test_mixes_values_with_weights_from_scaled_scores(attention, q, k, v):
    return seen(result=attention(q, k, v), inputs=[q, k, v])


@graded(points=7, zh="被挡住的键权重为 0，其余权重之和为 1", rtol=1e-3, atol=1e-4)
@given(q=vectors(ANY, 0), k=vectors(ANY, 1), v=vectors(ANY, 2), mask=masks(ANY, blocked=False))
@example(q=TWO, k=THREE, v=THREE, mask=torch.tensor([[False, True, True]] * 2))
@example(q=TWO, k=THREE, v=torch.eye(3)[None], mask=torch.tensor([[[False, False, True]]]))
def test_gives_blocked_keys_no_weight(attention, q, k, v, mask):
    return seen(result=attention(q, k, v, mask), inputs=[q, k, v, mask])


@graded(points=4, zh="其他分数再低，被挡住的键权重仍为 0", rtol=1e-3, atol=1e-4)
@given(
    # Every score is below -20000.
    q=vectors(SMALL, 0, DOUBLE).map(lambda q: -20_000 * (q.abs() + 1)),
    k=vectors(SMALL, 1, DOUBLE).map(lambda k: k.abs() + 1),
    v=vectors(SMALL, 2, DOUBLE),
    mask=masks(SMALL, blocked=False),
)
@example(
    q=torch.full((1, 1, 1), -20_000.0),
    k=torch.tensor([[[1.0], [3.0]]]),
    v=torch.tensor([[[5.0], [7.0]]]),
    mask=torch.tensor([[False, True]]),
)
def test_gives_blocked_keys_no_weight_however_low_the_other_scores_are(attention, q, k, v, mask):
    return seen(result=attention(q, k, v, mask))


@graded(points=4, zh="所有键都被挡住的查询得到 0", rtol=1e-3, atol=1e-4)
@given(
    q=vectors(SMALL, 0), k=vectors(SMALL, 1), v=vectors(SMALL, 2), mask=masks(SMALL, blocked=True)
)
@example(q=TWO, k=THREE, v=THREE, mask=HALF)
@example(q=TWO[:, :1], k=THREE, v=THREE, mask=torch.ones(1, 1, 3, dtype=torch.bool))
def test_gives_0_where_every_key_is_blocked(attention, q, k, v, mask):
    return seen(result=attention(q, k, v, mask))


@graded(points=4, zh="梯度正确；所有键都被挡住时也是有限的", rtol=1e-3, atol=1e-4)
@given(
    q=vectors(SMALL, 0, DOUBLE),
    k=vectors(SMALL, 1, DOUBLE),
    v=vectors(SMALL, 2, DOUBLE),
    mask=masks(SMALL) | st.none(),
)
@example(q=TWO, k=THREE, v=THREE, mask=HALF)
def test_gives_finite_gradients_also_where_every_key_is_blocked(attention, q, k, v, mask):
    leaves = [each.requires_grad_() for each in (q, k, v)]
    y = attention(q, k, v, mask)
    return seen(result=y, gradients=gradient(y, *leaves))


@graded(points=4, zh="在查询、键和值所在的设备上计算", rtol=1e-3, atol=1e-4, max_cases=25)
@given(q=vectors(SMALL, 0), k=vectors(SMALL, 1), v=vectors(SMALL, 2), mask=masks(SMALL) | st.none())
@example(q=TWO, k=THREE, v=THREE, mask=HALF)
@example(q=TWO, k=THREE, v=THREE, mask=None)
def test_computes_on_the_device_of_its_inputs(attention, q, k, v, mask, device):
    mask = mask if mask is None else mask.to(device)
    return seen(result=attention(q.to(device), k.to(device), v.to(device), mask))
