"""torch's own list of operators says which have a kernel for CUDA, and how it checks devices."""

import importlib.util

import pytest
import torch

from autograder.devices.gap import SimulationGap
from autograder.devices.operators import operator_table
from autograder.devices.plan import plan_for

TABLE = operator_table()
ATEN = torch.ops.aten


def test_it_names_what_runs_on_cuda():
    assert len(TABLE.cuda) > 1000
    assert {"add.Tensor", "mm", "view", "native_dropout", "_thnn_fused_lstm_cell"} <= TABLE.cuda
    assert "mkldnn_convolution" not in TABLE.cuda


def test_it_knows_whose_devices_are_not_checked():
    assert {"add.Tensor", "index.Tensor", "copy_"} <= TABLE.unchecked
    assert not {"mm", "embedding", "nll_loss_forward"} & TABLE.unchecked


def test_without_the_list_there_is_a_gap(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SimulationGap, match=r"no native_functions\.yaml"):
        operator_table.__wrapped__()


@pytest.mark.parametrize(
    ("operator", "method"),
    [
        (ATEN.addmm.default, "wrapper_CUDA_addmm"),
        (ATEN.mm.out, "wrapper_CUDA_mm_out_out"),
        (ATEN.cat.default, "wrapper_CUDA_cat"),
        (ATEN.embedding_dense_backward.default, "wrapper_CUDA__embedding_dense_backward"),
        (ATEN.index_select.default, "wrapper_CUDA__index_select"),
        (ATEN.masked_fill_.Tensor, "wrapper_CUDA_Tensor_masked_fill_"),
    ],
    ids=str,
)
def test_the_wrapper_is_named_as_torchgen_names_it(operator, method):
    assert plan_for(operator, TABLE).method == method


def test_a_plan_says_what_an_operator_returns():
    assert plan_for(ATEN.add.Tensor, TABLE).returns == (None,)
    assert plan_for(ATEN.add_.Tensor, TABLE).returns == (0,)
    out = plan_for(ATEN.add.out, TABLE)
    assert (out.returns, out.outs) == ((3,), {"out"})
    assert plan_for(ATEN.native_dropout.default, TABLE).returns == (None, None)
    assert plan_for(ATEN._foreach_add_.Scalar, TABLE).returns == ()


def test_a_plan_knows_views_from_new_tensors():
    assert plan_for(ATEN.view.default, TABLE).is_view
    assert not plan_for(ATEN.add_.Tensor, TABLE).is_view
    assert not plan_for(ATEN.clone.default, TABLE).is_view
