"""The solutions of move_batch: the reference, other right ones, and known mistakes."""

import copy
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor

from autograder import alternative, misconception


def move_batch(batch: Any, device: torch.device) -> Any:
    if isinstance(batch, Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {key: move_batch(value, device) for key, value in batch.items()}
    if isinstance(batch, list):
        return [move_batch(value, device) for value in batch]
    if isinstance(batch, tuple):
        moved = [move_batch(value, device) for value in batch]
        return batch._make(moved) if hasattr(batch, "_make") else tuple(moved)
    return batch


@alternative
def copied_then_filled(batch: Any, device: torch.device) -> Any:
    def moved(value: Any) -> Any:
        if isinstance(value, dict | list):
            filled = value.copy()
            for key in value if isinstance(value, dict) else range(len(value)):
                filled[key] = moved(value[key])
            return filled
        if isinstance(value, tuple):
            items = (moved(item) for item in value)
            return type(value)(*items) if hasattr(value, "_fields") else type(value)(items)
        return value.to(device) if torch.is_tensor(value) else value

    return moved(batch)


def _to(value: Any, device: torch.device) -> Any:
    return value.to(device) if isinstance(value, Tensor) else value


def _values(batch: Any) -> list[Any]:
    return list(batch.values() if isinstance(batch, dict) else batch)


def _rebuilt(batch: Any, values: list[Any]) -> Any:
    """A container like `batch` from other values; a namedtuple too."""
    if isinstance(batch, dict):
        return dict(zip(batch, values, strict=True))
    return getattr(type(batch), "_make", type(batch))(values)


def _walked(
    batch: Any,
    leaf: Callable[[Any], Any],
    into: Any = (dict, list, tuple),
    rebuilt: Callable[[Any, list[Any]], Any] = _rebuilt,
) -> Any:
    """`batch` with what `leaf` makes of everything that is not one of the containers `into`."""
    if not isinstance(batch, into):
        return leaf(batch)
    return rebuilt(batch, [_walked(value, leaf, into, rebuilt) for value in _values(batch)])


def _written_into(batch: Any, values: list[Any]) -> Any:
    """The container itself, filled with other values, where it can be."""
    if isinstance(batch, tuple):
        return _rebuilt(batch, values)
    for key, value in zip(
        batch if isinstance(batch, dict) else range(len(batch)), values, strict=True
    ):
        batch[key] = value
    return batch


@misconception(
    en="Only the tensors at the top are moved; a container inside the batch is a batch again, so "
    "treat it in the same way.",
    zh="只搬动了最外层的张量；批次里面的容器本身也是一个批次，应当用同样的办法处理。",
)
def top_level_only(batch: Any, device: torch.device) -> Any:
    if not isinstance(batch, dict | list | tuple):
        return _to(batch, device)
    return _rebuilt(batch, [_to(value, device) for value in _values(batch)])


@misconception(
    en="The moved tensors are written into the caller's own batch, which is no longer what it was; "
    "build a new container.",
    zh="移动后的张量被写进了调用者自己的批次里，它就不再是原来的样子了；应当构造新的容器。",
)
def callers_batch_changed(batch: Any, device: torch.device) -> Any:
    return _walked(batch, lambda value: _to(value, device), rebuilt=_written_into)


@misconception(
    en="Only the outermost container is copied; `copy` leaves the containers inside shared with "
    "the caller, and moving tensors there changes the caller's batch.",
    zh="只复制了最外层的容器；`copy` 之后，里面的容器仍与调用者共用，"
    "在那里搬动张量就改动了调用者的批次。",
)
def shallow_copy(batch: Any, device: torch.device) -> Any:
    batch = copy.copy(batch)
    return _walked(batch, lambda value: _to(value, device), rebuilt=_written_into)


@misconception(
    en="Where every tensor is on the device already, the caller gets their own batch back; build a "
    "new container even then.",
    zh="如果张量都已经在目标设备上，返回的就是调用者自己的那个批次；即使这样，也应当构造新的容器。",
)
def nothing_to_move(batch: Any, device: torch.device) -> Any:
    there = []

    def leaf(value: Any) -> Any:
        there.append(_to(value, device) is value)
        return _to(value, device)

    moved = _walked(batch, leaf)
    return batch if all(there) else moved


@misconception(
    en="A namedtuple comes back as a plain tuple, and its fields have lost their names; build one "
    "of the same type.",
    zh="具名元组变成了普通元组，字段的名字都丢了；应当构造同一类型的具名元组。",
)
def namedtuple_lost(batch: Any, device: torch.device) -> Any:
    def rebuilt(old: Any, values: list[Any]) -> Any:
        return tuple(values) if isinstance(old, tuple) else _rebuilt(old, values)

    return _walked(batch, lambda value: _to(value, device), rebuilt=rebuilt)


@misconception(
    en="`type(batch)(...)` hands a namedtuple all of its values as one; it takes each field as an "
    "argument of its own, unlike list and tuple.",
    zh="`type(batch)(...)` 把所有的值当作一个参数交给了具名元组；"
    "它与 list、tuple 不同，每个字段要各占一个参数。",
)
def namedtuple_called_like_a_tuple(batch: Any, device: torch.device) -> Any:
    def rebuilt(old: Any, values: list[Any]) -> Any:
        return type(old)(values) if isinstance(old, tuple) else _rebuilt(old, values)

    return _walked(batch, lambda value: _to(value, device), rebuilt=rebuilt)


@misconception(
    en="The tensors stay where they are: `.to` returns the moved tensor, and that is thrown away "
    "here.",
    zh="张量还留在原处：`.to` 返回的才是移动后的张量，这里却把它丢掉了。",
)
def result_discarded(batch: Any, device: torch.device) -> Any:
    def leaf(value: Any) -> Any:
        _to(value, device)
        return value

    return _walked(batch, leaf)


@misconception(
    en="Tuples come back as lists; keep the type of each container.",
    zh="元组变成了列表；每个容器都应当保持原来的类型。",
)
def tuples_become_lists(batch: Any, device: torch.device) -> Any:
    def rebuilt(old: Any, values: list[Any]) -> Any:
        return _rebuilt(old, values) if isinstance(old, dict) else values

    return _walked(batch, lambda value: _to(value, device), rebuilt=rebuilt)


@misconception(
    en="Tuples are passed on as they are, with their tensors left behind; a sample is a tuple more "
    "often than not, so look into tuples as well.",
    zh="元组被原样放过，里面的张量都落下了；样本往往就是元组，所以也要进到元组里面去。",
)
def tuples_forgotten(batch: Any, device: torch.device) -> Any:
    return _walked(batch, lambda value: _to(value, device), into=(dict, list))


@misconception(
    en="Dicts are passed on as they are, with their tensors left behind; look into their values as "
    "well.",
    zh="字典被原样放过，里面的张量都落下了；也要处理字典的值。",
)
def dicts_forgotten(batch: Any, device: torch.device) -> Any:
    return _walked(batch, lambda value: _to(value, device), into=(list, tuple))


@misconception(
    en="Not everything in a batch is a tensor: numbers, strings and None have no `.to`; ask for "
    "the type first, and pass them on.",
    zh="批次里并不都是张量：数、字符串和 None 没有 `.to`；要先看类型，不是张量就原样传过去。",
)
def everything_moved(batch: Any, device: torch.device) -> Any:
    return _walked(batch, lambda value: value.to(device))


@misconception(
    en="A string is a sequence too, of strings, and each of these is one again: this goes down "
    "without end; look into the containers by name, and pass strings on.",
    zh="字符串也是序列，它的每一项还是字符串，这样会无穷无尽地拆下去；"
    "应当明确列出要进入的容器类型，字符串原样传过去。",
)
def strings_taken_apart(batch: Any, device: torch.device) -> Any:
    return _walked(batch, lambda value: _to(value, device), into=(dict, Sequence))


@misconception(
    en="Numbers and arrays come back as tensors; what was no tensor is passed on untouched.",
    zh="数和数组都变成了张量；原来不是张量的值应当原样传过去。",
)
def numbers_become_tensors(batch: Any, device: torch.device) -> Any:
    def leaf(value: Any) -> Any:
        kept = value is None or isinstance(value, str)
        return value if kept else torch.as_tensor(value, device=device)

    return _walked(batch, leaf)


@misconception(
    en="Whatever is no tensor is left out; the result has a place for every value of the batch.",
    zh="凡不是张量的都被漏掉了；批次里的每个值，结果里都应当有它的位置。",
)
def others_left_out(batch: Any, device: torch.device) -> Any:
    def rebuilt(old: Any, values: list[Any]) -> Any:
        if hasattr(old, "_fields"):
            return _rebuilt(old, values)
        inner = (Tensor, dict, list, tuple)
        if isinstance(old, dict):
            return {k: v for k, v in zip(old, values, strict=True) if isinstance(v, inner)}
        return type(old)([value for value in values if isinstance(value, inner)])

    return _walked(batch, lambda value: _to(value, device), rebuilt=rebuilt)
