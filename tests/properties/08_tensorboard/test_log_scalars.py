"""log_scalars writes one scalar a step, and says where to go on."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch import Tensor

from autograder import graded
from autograder.observe import seen

TAGS = st.sampled_from(("loss", "train/loss", "accuracy"))
STARTS = st.sampled_from((10, 3, 1, 0, 1000))
# Quarters are exact in every dtype. A value comes as a float, or as a tensor of one element.
NUMBERS = st.tuples(
    st.integers(-40, 40).map(lambda n: n / 4), st.sampled_from(("float", "tensor", "graph", "axis"))
)
VALUES = st.lists(NUMBERS, max_size=4)
TWO = [(0.5, "float"), (0.25, "float")]


class Writer:
    """Notes what it is told to write; takes the arguments of a SummaryWriter."""

    def __init__(self):
        self.written = []
        self.waiting = 0
        self.closed = False

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
        self.written.append({"tag": tag, "value": float(value), "step": plain(step)})
        self.waiting += 1

    def flush(self):
        self.waiting = 0

    def close(self):
        self.flush()
        self.closed = True


def plain(step):
    """The step as a plain number: a tensor of one element is as good."""
    return step.item() if isinstance(step, Tensor) and step.numel() == 1 else step


def made(number, kind):
    if kind == "float":
        return number
    tensor = torch.tensor([number] if kind == "axis" else number, requires_grad=kind == "graph")
    return 1 * tensor


@graded(points=8, zh="每个值各占一步，从 start 开始，写在同一个标签下")
@given(tag=TAGS, numbers=VALUES, start=STARTS)
@example(tag="loss", numbers=TWO, start=10)
@example(tag="loss", numbers=[(0.5, "graph"), (0.25, "tensor")], start=0)
def test_writes_each_value_at_a_step_of_its_own_from_start_on(log_scalars, tag, numbers, start):
    writer = Writer()
    log_scalars(writer, tag, [made(*number) for number in numbers], start)
    return seen(written=writer.written)


@graded(points=6, zh="写完之后 flush，而不关闭写入器")
@given(tag=TAGS, numbers=VALUES, start=STARTS)
@example(tag="loss", numbers=TWO, start=10)
def test_flushes_what_it_wrote_and_leaves_the_writer_open(log_scalars, tag, numbers, start):
    writer = Writer()
    log_scalars(writer, tag, [made(*number) for number in numbers], start)
    return seen(
        number_written=len(writer.written),
        still_in_the_buffer=writer.waiting,
        writer_closed=writer.closed,
    )


@graded(points=6, zh="返回下一步，接着调用就能续上曲线")
@given(tag=TAGS, numbers=VALUES, start=STARTS)
@example(tag="loss", numbers=TWO, start=10)
@example(tag="loss", numbers=[], start=3)
def test_returns_the_next_step_so_that_the_next_call_goes_on(log_scalars, tag, numbers, start):
    writer = Writer()
    step = log_scalars(writer, tag, [made(*number) for number in numbers], start)
    return seen(result=step)
