"""log_gradients writes the norm of each gradient that there is."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch import nn

from autograder import graded
from autograder.observe import seen
from autograder.strategies import shapes, tensors

STEPS = st.sampled_from((7, 1, 0, 250))
# One tensor holds a weight and its gradient, so that their shapes agree.
BOTH = tensors(
    shape=shapes(max_rank=2, min_side=1, max_side=3).map(lambda sides: (2, *sides)),
    dtypes=(torch.float32,),
)
COMPLETE = st.lists(st.tuples(BOTH, st.just("there")), min_size=1, max_size=4)
MIXED = st.lists(
    st.tuples(BOTH, st.sampled_from(("there", "none", "zero", "frozen", "frozen none"))),
    min_size=1,
    max_size=4,
)
# In the model, these lie in modules inside each other.
NAMES = ("scale", "layer.weight", "layer.bias", "layer.inner.weight")
ONE = torch.tensor([[1.0, 2.0], [3.0, -4.0]])
TWO = torch.tensor([[[1.0]], [[-2.0]]])


class Writer:
    """Notes what it is told to write; takes the arguments of a SummaryWriter."""

    def __init__(self):
        self.written = []

    def add_scalar(
        self,
        tag,
        scalar_value,
        global_step=None,
        walltime=None,
        new_style=False,
        double_precision=False,
    ):
        self.note(tag, scalar_value, global_step)

    def add_scalars(self, main_tag, tag_scalar_dict, global_step=None, walltime=None):
        for tag, value in tag_scalar_dict.items():
            self.note(f"{main_tag} in the run {main_tag}_{tag}", value, global_step)

    def note(self, tag, value, step):
        self.written.append({"tag": tag, "norm": float(value), "step": step})

    def flush(self):
        """Keep all that is written: nothing waits here."""

    def close(self):
        """Keep all that is written: nothing waits here."""

    def sorted(self):
        """What was written, in an order that does not depend on who wrote it."""
        return sorted(self.written, key=lambda scalar: str(scalar["tag"]))


def parameter(both, kind):
    param = nn.Parameter(both[0].clone(), requires_grad=not kind.startswith("frozen"))
    if kind in ("there", "frozen"):
        param.grad = both[1].clone()
    elif kind == "zero":
        param.grad = torch.zeros_like(both[1])
    return param


def model_of(drawn):
    """A module that holds the parameters under the first of NAMES."""
    model = nn.Module()
    model.layer = nn.Module()
    model.layer.inner = nn.Module()
    for name, (both, kind) in zip(NAMES, drawn, strict=False):
        path, _, last = name.rpartition(".")
        setattr(model.get_submodule(path), last, parameter(both, kind))
    return model


def gradients(model):
    return {name: param.grad for name, param in model.named_parameters()}


# Norms are summed in float32 in an order of one's own, which costs a few units in the last place.
@graded(points=9, zh="写下每个参数的梯度范数，标签为 grad_norm/<参数名>", rtol=1e-5, atol=1e-6)
@given(parameters=COMPLETE, step=STEPS)
@example(parameters=[(ONE, "there"), (TWO, "there")], step=7)
@example(parameters=[(ONE, "there")], step=7)
def test_writes_the_norm_of_each_gradient_as_grad_norm_and_the_name(
    log_gradients, parameters, step
):
    writer = Writer()
    log_gradients(writer, model_of(parameters), step)
    return seen(written=writer.sorted())


# As above.
@graded(points=7, zh="只跳过梯度为 None 的参数", rtol=1e-5, atol=1e-6)
@given(parameters=MIXED, step=STEPS)
@example(parameters=[(ONE, "none"), (TWO, "there")], step=7)
@example(parameters=[(ONE, "frozen none"), (TWO, "there")], step=7)
@example(parameters=[(ONE, "zero"), (TWO, "there")], step=7)
@example(parameters=[(ONE, "frozen"), (TWO, "there")], step=7)
def test_leaves_out_only_parameters_whose_gradient_is_None(  # noqa: N802
    log_gradients, parameters, step
):
    writer = Writer()
    log_gradients(writer, model_of(parameters), step)
    return seen(written=writer.sorted())


@graded(points=4, zh="不改动模型和它的梯度", rtol=1e-5, atol=1e-6)
@given(parameters=COMPLETE, step=STEPS)
@example(parameters=[(ONE, "there"), (TWO, "there")], step=7)
def test_leaves_the_model_and_its_gradients_as_they_are(log_gradients, parameters, step):
    model, writer = model_of(parameters), Writer()
    log_gradients(writer, model, step)
    return seen(
        gradients=gradients(model),
        parameters=dict(model.named_parameters()),
        number_written=len(writer.written),
    )
