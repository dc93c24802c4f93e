"""Chain transforms into one."""

from collections.abc import Callable, Sequence
from typing import Any


class Compose:
    """Several transforms, one after the other."""

    def __init__(self, transforms: Sequence[Callable[[Any], Any]]) -> None:
        """Keep a copy that nobody else can change."""
        self.transforms = tuple(transforms)

    def __call__(self, x: Any) -> Any:
        """Run x through all of them."""
        out = x
        for t in self.transforms:
            out = t(out)
        return out
