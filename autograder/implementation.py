"""What a file defines of an exercise: its function or class, and what stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Implementation:
    """An exercise's function or class, and its companions: further definitions that probes use."""

    main: Any
    companions: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, value: Any) -> Implementation:
        """The value itself, or the implementation without companions that it is."""
        return value if isinstance(value, cls) else cls(value)

    def replaced(self, name: str, value: Any) -> Implementation:
        """The same with another companion called `name`, or another main one where it is empty."""
        if not name:
            return Implementation(value, self.companions)
        return Implementation(self.main, {**self.companions, name: value})
