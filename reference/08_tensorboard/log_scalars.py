"""The solutions of log_scalars: the reference, other right ones, and known mistakes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from torch import Tensor

from autograder import alternative, misconception

if TYPE_CHECKING:
    from torch.utils.tensorboard import SummaryWriter


def log_scalars(
    writer: SummaryWriter, tag: str, values: Sequence[Tensor | float], start: int
) -> int:
    for step, value in enumerate(values, start):
        writer.add_scalar(tag, value, step)
    writer.flush()
    return start + len(values)


@alternative
def counting_along(
    writer: SummaryWriter, tag: str, values: Sequence[Tensor | float], start: int
) -> int:
    step = start
    for value in values:
        writer.add_scalar(tag, float(value), global_step=step)
        writer.flush()
        step += 1
    return step


@alternative
def by_position(
    writer: SummaryWriter, tag: str, values: Sequence[Tensor | float], start: int
) -> int:
    if not values:
        return start
    end = start + len(values)
    for step in range(start, end):
        value = values[step - start]
        number = value.item() if isinstance(value, Tensor) else value
        writer.add_scalar(tag=tag, scalar_value=number, global_step=step)
    writer.flush()
    return end


@misconception(
    en="The scalars are written without a step, so TensorBoard draws them all at the same place; "
    "pass each its step.",
    zh="写标量时没有给出步数，TensorBoard 会把它们全画在同一个位置；每个值都要带上自己的步数。",
)
def without_step(
    writer: SummaryWriter, tag: str, values: Sequence[Tensor | float], start: int
) -> int:
    for value in values:
        writer.add_scalar(tag, value)
    writer.flush()
    return start + len(values)


@misconception(
    en="The writer is never flushed, so the last values wait in a buffer and are lost if the "
    "program ends badly; flush after writing.",
    zh="没有 flush，最后的值还停留在缓冲区里，程序一旦异常退出就丢失了；写完之后要 flush。",
)
def not_flushed(
    writer: SummaryWriter, tag: str, values: Sequence[Tensor | float], start: int
) -> int:
    for step, value in enumerate(values, start):
        writer.add_scalar(tag, value, step)
    return start + len(values)


@misconception(
    en="The writer is closed, but it belongs to the caller, who goes on writing to it; flush it "
    "and leave it open.",
    zh="把写入器关闭了，可它属于调用者，之后还要继续写；应当只 flush，不要关闭。",
)
def closed(writer: SummaryWriter, tag: str, values: Sequence[Tensor | float], start: int) -> int:
    for step, value in enumerate(values, start):
        writer.add_scalar(tag, value, step)
    writer.close()
    return start + len(values)


@misconception(
    en="Every step gets a tag of its own, which makes as many charts of one dot; one tag is one "
    "curve, and the step says where on it.",
    zh="每一步都用了不同的标签，得到的是一堆只有一个点的图；"
    "一个标签对应一条曲线，步数说明点在曲线上的位置。",
)
def tag_per_step(
    writer: SummaryWriter, tag: str, values: Sequence[Tensor | float], start: int
) -> int:
    for step, value in enumerate(values, start):
        writer.add_scalar(f"{tag}/{step}", value, step)
    writer.flush()
    return start + len(values)


@misconception(
    en="The steps begin at 0 in every call, so a second epoch is drawn over the first; count from "
    "`start`.",
    zh="每次调用步数都从 0 开始，第二轮就画在了第一轮上面；应当从 `start` 数起。",
)
def from_zero(writer: SummaryWriter, tag: str, values: Sequence[Tensor | float], start: int) -> int:
    for step, value in enumerate(values):
        writer.add_scalar(tag, value, step)
    writer.flush()
    return start + len(values)


@misconception(
    en="The steps begin at 0 in every call, and so does the step that is returned; count from "
    "`start`.",
    zh="每次调用步数都从 0 开始，返回的步数也是如此；应当从 `start` 数起。",
)
def start_forgotten(
    writer: SummaryWriter,
    tag: str,
    values: Sequence[Tensor | float],
    start: int,  # noqa: ARG001 - this is the mistake
) -> int:
    for step, value in enumerate(values):
        writer.add_scalar(tag, value, step)
    writer.flush()
    return len(values)


@misconception(
    en="All values are written at the same step; each goes one step further.",
    zh="所有值都写在了同一步；每写一个值，步数应当加一。",
)
def step_never_moves(
    writer: SummaryWriter, tag: str, values: Sequence[Tensor | float], start: int
) -> int:
    for value in values:
        writer.add_scalar(tag, value, start)
    writer.flush()
    return start + len(values)


@misconception(
    en="The first value goes to the step after `start`; it belongs at `start` itself.",
    zh="第一个值写到了 `start` 的后一步；它应当就在 `start`。",
)
def one_step_late(
    writer: SummaryWriter, tag: str, values: Sequence[Tensor | float], start: int
) -> int:
    step = start
    for value in values:
        step += 1
        writer.add_scalar(tag, value, step)
    writer.flush()
    return step


@misconception(
    en="The step of the last value is returned, so the next call would overwrite it; return the "
    "step behind it.",
    zh="返回的是最后一个值的步数，下次调用会把它覆盖；应当返回它的后一步。",
)
def last_step_returned(
    writer: SummaryWriter, tag: str, values: Sequence[Tensor | float], start: int
) -> int:
    step = start
    for step, value in enumerate(values, start):
        writer.add_scalar(tag, value, step)
    writer.flush()
    return step


@misconception(
    en="The number of values is returned; the next step also counts from `start`.",
    zh="返回的是值的个数；下一步也要从 `start` 算起。",
)
def count_returned(
    writer: SummaryWriter, tag: str, values: Sequence[Tensor | float], start: int
) -> int:
    log_scalars(writer, tag, values, start)
    return len(values)


@misconception(
    en="Nothing is returned: the caller cannot tell where the next call has to start.",
    zh="没有返回任何东西：调用者无从知道下一次该从哪一步开始。",
)
def nothing_returned(
    writer: SummaryWriter, tag: str, values: Sequence[Tensor | float], start: int
) -> None:
    log_scalars(writer, tag, values, start)


@misconception(
    en="The step stands where the value belongs: `add_scalar` takes the tag, the value and the "
    "step, in this order.",
    zh="步数放在了值的位置：`add_scalar` 依次接受标签、值、步数。",
)
def value_and_step_swapped(
    writer: SummaryWriter, tag: str, values: Sequence[Tensor | float], start: int
) -> int:
    for step, value in enumerate(values, start):
        writer.add_scalar(tag, step, value)
    writer.flush()
    return start + len(values)


@misconception(
    en="`add_scalars` is for several curves in one chart and opens a run of its own for each; one "
    "curve is written with `add_scalar`.",
    zh="`add_scalars` 用来把几条曲线画进一张图，还会为每条另开一个记录；"
    "一条曲线应当用 `add_scalar` 来写。",
)
def as_a_group(
    writer: SummaryWriter, tag: str, values: Sequence[Tensor | float], start: int
) -> int:
    for step, value in enumerate(values, start):
        writer.add_scalars(tag, {"value": value}, step)
    writer.flush()
    return start + len(values)
