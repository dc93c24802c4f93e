"""Chain transforms into one."""

from collections.abc import Callable, Sequence
from typing import Any


class Compose:
    """Several transforms, one after the other."""

    def __init__(self, transforms: Sequence[Callable[[Any], Any]]) -> None:
        """Keep the transforms."""
        self.transforms = transforms

    def __call__(self, x: Any) -> Any:
        """Run x through all of them."""
        for t in self.transforms:
            x = t(x)
        return x
