"""What probes look at besides values: answers for right submissions and for wrong ones."""

import numpy as np
import pytest
import torch
from hypothesis import assume, given
from hypothesis import strategies as st

from autograder.observe import (
    first_items,
    gradient,
    gradient_reaches,
    is_leaf,
    requires_grad,
    rng_untouched,
    seen,
    shares_memory,
    snapshot,
    write_reaches,
)
from autograder.strategies import ndarrays, tensors
from autograder.wire.values import Seen, to_plain


def inference_tensor():
    with torch.inference_mode():
        return torch.ones(2, 2)


def tensor_out_of_vmap():
    escaped = []
    torch.vmap(lambda row: (escaped.append(row), row)[1])(torch.ones(2, 3))
    return escaped[0]


ODD = {
    "nothing": None,
    "number": 1.5,
    "text": "tensor",
    "list": [torch.ones(2)],
    "function": torch.ones,
    "sparse": torch.eye(2).to_sparse(),
    "mkldnn": torch.eye(2).to_mkldnn(),
    "lazy parameter": torch.nn.UninitializedParameter(),
    "out of vmap": tensor_out_of_vmap(),
    "unsigned": torch.ones(2, dtype=torch.uint16),
    "meta": torch.ones(2, device="meta"),
    "empty": torch.ones(0, 2),
    "complex": torch.ones(2, dtype=torch.complex64).conj(),
    "inference": inference_tensor(),
    "objects": np.array([None, 1], dtype=object),
    "dates": np.array(["2020-01-01"], dtype="M8[D]"),
    "masked": np.ma.array([1.0, 2.0], mask=[True, False]),
    "number of NumPy": np.float64(1),
}


@pytest.mark.parametrize("value", ODD.values(), ids=ODD.keys())
def test_no_question_fails_on_an_odd_answer(value):
    x = torch.ones(2)
    for first, second in ((value, value), (x, value), (value, x)):
        assert shares_memory(first, second) in (True, False)
        assert write_reaches(first, second) in (True, False)
    assert gradient(value, x) is None
    assert gradient_reaches(value, x) is False
    kept = snapshot(value)
    if not isinstance(value, torch.Tensor):
        assert requires_grad(value) is is_leaf(value) is None
        assert isinstance(value, np.ndarray) or kept is None


@pytest.mark.parametrize("value", ODD.values(), ids=ODD.keys())
def test_no_question_changes_an_odd_answer(value):
    before = to_plain(value)
    write_reaches(value, value)
    assert to_plain(value) == before


def test_a_write_to_a_record_is_undone():
    records = np.zeros(2, dtype="i4,f4")
    write_reaches(records, records)
    assert records.tolist() == [(0, 0.0), (0, 0.0)]


def test_labels_keep_their_order_and_are_told_from_a_mapping():
    facts = seen(result=1, input=2)
    assert type(facts) is Seen
    assert list(facts) == ["result", "input"]


@given(x=tensors(layouts="any"))
def test_a_view_shares_memory_and_a_copy_does_not(x):
    assume(x.numel())
    assert shares_memory(x, x.detach())
    assert shares_memory(x.reshape(-1)[:1] if x.is_contiguous() else x, x)
    assert not shares_memory(x, x.clone())


@given(a=ndarrays())
def test_a_tensor_shares_the_memory_of_the_array_it_was_made_from(a):
    assume(a.size and a.flags.writeable and min(a.strides, default=0) >= 0)
    assert shares_memory(torch.from_numpy(a), a)
    assert not shares_memory(torch.tensor(a), a)


def test_two_halves_of_one_storage_share_memory():
    x = torch.ones(4)
    assert shares_memory(x[:2], x[2:])
    a = np.ones(4)
    assert shares_memory(a[:2], a[::-1][:2])


def test_empty_tensors_share_nothing():
    x = torch.ones(2)[:0]
    assert not shares_memory(x, x)
    assert not shares_memory(np.ones(0), np.ones(0))


@given(x=tensors(layouts="any", special=True))
def test_a_snapshot_stays_as_it_was(x):
    before = to_plain(x)
    kept = snapshot(x)
    if x.numel():
        x[(0,) * x.ndim] = 1 if x.dtype is torch.bool else 55
    assert to_plain(kept) == before


@given(x=tensors(layouts="any", special=True, requires_grad=True))
def test_a_write_reaches_a_view_and_is_undone(x):
    before = to_plain(x)
    assert write_reaches(x, x.detach()) == bool(x.numel())
    assert write_reaches(x.detach(), x) == bool(x.numel())
    assert not write_reaches(x, x.detach().clone())
    assert to_plain(x) == before


@given(a=ndarrays())
def test_a_write_to_an_array_reaches_its_views_unless_it_is_read_only(a):
    before = to_plain(a)
    assert write_reaches(a, a[...]) == bool(a.size and a.flags.writeable)
    assert not write_reaches(a, a.copy())
    assert to_plain(a) == before


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16, torch.complex64, torch.bool])
def test_a_write_is_seen_in_every_dtype(dtype):
    x = torch.ones(2, dtype=dtype)
    assert write_reaches(x, x.view(2, 1))
    assert not write_reaches(x, x.clone())


def test_a_write_is_seen_in_a_list_of_views():
    x = torch.ones(2, 2)
    assert write_reaches(x, list(x))
    assert not write_reaches(x, [row.clone() for row in x])


def test_a_write_reaches_between_tensors_made_for_inference():
    x = inference_tensor()
    assert write_reaches(x, x.view(4))
    assert torch.equal(x, torch.ones(2, 2))


def test_a_write_past_the_first_element_is_not_asked_for():
    x = torch.ones(3)
    assert not write_reaches(x, x[1:])
    assert write_reaches(x, x[:1])


def test_a_draw_from_the_global_generator_is_noticed():
    assert rng_untouched(lambda: torch.zeros(2))
    assert rng_untouched(lambda: torch.rand(2, generator=torch.Generator()))
    assert not rng_untouched(lambda: torch.rand(2))


@given(length=st.integers(0, 5), limit=st.integers(0, 5))
def test_no_more_items_are_taken_than_asked_for(length, limit):
    source = iter(range(length))
    assert first_items(source, limit) == list(range(length))[:limit]
    assert len(list(source)) == max(length - limit, 0)


def test_what_has_no_items_raises_as_iter_does():
    with pytest.raises(TypeError):
        first_items(None, 1)
