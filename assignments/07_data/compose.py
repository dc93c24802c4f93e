"""Chain transforms into one."""

from collections.abc import Callable, Sequence
from typing import Any


class Compose:
    """Several transforms as one: each is given what the one before it returned.

    It can be called any number of times. Without any transforms it returns its input.
    """

    def __init__(self, transforms: Sequence[Callable[[Any], Any]]) -> None:
        """Keep the transforms, the first to be applied at the front.

        The caller's list is left as it is, and changes made to it later have no effect.
        """
        raise NotImplementedError

    def __call__(self, x: Any) -> Any:
        """Return `x` after all transforms, applied one after the other."""
        raise NotImplementedError
