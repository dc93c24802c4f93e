"""The solutions of Compose: the reference, other right ones, and known mistakes."""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

from autograder import alternative, misconception


class Compose:
    def __init__(self, transforms: Sequence[Callable[[Any], Any]]) -> None:
        self.transforms = list(transforms)

    def __call__(self, x: Any) -> Any:
        for transform in self.transforms:
            x = transform(x)
        return x


@alternative
class ByReduce:
    def __init__(self, transforms: Sequence[Callable[[Any], Any]]) -> None:
        self.steps = tuple(transforms)

    def __call__(self, x: Any) -> Any:
        return reduce(lambda value, step: step(value), self.steps, x)


def joined(first: Callable[[Any], Any], second: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda x: second(first(x))


@alternative
class OneFunction:
    def __init__(self, transforms: Sequence[Callable[[Any], Any]]) -> None:
        self.whole = lambda x: x
        for transform in transforms:
            self.whole = joined(self.whole, transform)

    def __call__(self, x: Any) -> Any:
        return self.whole(x)


@misconception(
    en="The transforms run from the last to the first; the first in the list comes first.",
    zh="变换从最后一个倒着执行到第一个；列表里排在最前面的应当最先执行。",
)
class Reversed(Compose):
    def __call__(self, x: Any) -> Any:
        for transform in reversed(self.transforms):
            x = transform(x)
        return x


@misconception(
    en="Each transform is given the first input, so only the last one counts; hand on what the one "
    "before returned.",
    zh="每个变换拿到的都是最初的输入，最后只有最末一个起作用；应当把前一个的结果传下去。",
)
class Unchained(Compose):
    def __call__(self, x: Any) -> Any:
        result = x
        for transform in self.transforms:
            result = transform(x)
        return result


@misconception(
    en="The caller's own list is kept, so what is appended to it later changes this object too; "
    "keep a copy.",
    zh="保存的就是调用者的那个列表，之后往里添加的内容也会影响这里；应当保存一份副本。",
)
class ListShared(Compose):
    def __init__(self, transforms: Sequence[Callable[[Any], Any]]) -> None:
        self.transforms = transforms


@misconception(
    en="`return` stands inside the loop, so it ends after the first transform; return after the "
    "loop.",
    zh="`return` 写在循环里面，执行完第一个变换就结束了；应当在循环之后返回。",
)
class FirstOnly(Compose):
    def __call__(self, x: Any) -> Any:
        for transform in self.transforms:
            return transform(x)
        return x


@misconception(
    en="The results of all transforms are collected in a list; one value goes through all of them, "
    "one after the other.",
    zh="把各个变换的结果收集成了列表；应当让一个值依次通过所有变换。",
)
class Collected(Compose):
    def __call__(self, x: Any) -> Any:
        return [transform(x) for transform in self.transforms]


@misconception(
    en="Nothing is returned: calling the object must give the transformed value back.",
    zh="没有返回任何东西：调用这个对象应当得到变换后的值。",
)
class ReturnForgotten(Compose):
    def __call__(self, x: Any) -> Any:
        for transform in self.transforms:
            x = transform(x)


@misconception(
    en="Without any transforms it returns None; then the input itself has to come back.",
    zh="一个变换也没有时返回了 None；这时应当原样返回输入。",
)
class EmptyForgotten(Compose):
    def __call__(self, x: Any) -> Any:
        result = None
        for number, transform in enumerate(self.transforms):
            result = transform(result if number else x)
        return result


@misconception(
    en="Calling it takes the transforms out of the list, so nothing is left for the second sample; "
    "go through the list without changing it.",
    zh="调用时把变换从列表里取走了，到第二个样本就什么也不剩；应当遍历列表而不改动它。",
)
class UsedUp(Compose):
    def __call__(self, x: Any) -> Any:
        while self.transforms:
            x = self.transforms.pop(0)(x)
        return x


@misconception(
    en="The last result is kept and the next call goes on from there; each call starts from its "
    "own input.",
    zh="上一次的结果被留了下来，下一次调用接着它往下算；每次调用都应从自己的输入开始。",
)
class GoesOn(Compose):
    def __init__(self, transforms: Sequence[Callable[[Any], Any]]) -> None:
        super().__init__(transforms)
        self.x = None

    def __call__(self, x: Any) -> Any:
        if self.x is None:
            self.x = x
        for transform in self.transforms:
            self.x = transform(self.x)
        return self.x
