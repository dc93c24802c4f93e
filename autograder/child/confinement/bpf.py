"""An assembler for classic BPF, the language of seccomp filters, with labels for jumps.

Offsets counted by hand go wrong silently: a filter with one wrong offset allows most calls.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

_LOAD, _JUMP_EQUAL, _JUMP_GREATER_EQUAL, _JUMP_ANY_BIT, _RETURN, _AND = (
    0x20, 0x15, 0x35, 0x45, 0x06, 0x54,
)  # fmt: skip
NEXT = ""  # the label of the instruction that follows
_FARTHEST = 255


class AssemblyError(ValueError):
    """A program that cannot be assembled: a label is unknown, behind, or too far."""


@dataclass
class Program:
    """A filter under construction; instructions are appended in order."""

    _code: list[tuple[int, int, str, str]] = field(default_factory=list)
    _labels: dict[str, int] = field(default_factory=dict)

    def label(self, name: str) -> None:
        """Name the instruction that comes next; raises AssemblyError for a name used before."""
        if name in self._labels or name == NEXT:
            raise AssemblyError(f"the label {name!r} is there already")
        self._labels[name] = len(self._code)

    def load(self, offset: int) -> None:
        """Load the 32-bit word at `offset` of seccomp_data (0 call, 4 machine, 16 arguments)."""
        self._code.append((_LOAD, offset, NEXT, NEXT))

    def mask(self, bits: int) -> None:
        """Keep only some bits of what is loaded."""
        self._code.append((_AND, bits, NEXT, NEXT))

    def if_equal(self, value: int, then: str = NEXT, otherwise: str = NEXT) -> None:
        """Jump by whether what is loaded equals `value`."""
        self._code.append((_JUMP_EQUAL, value, then, otherwise))

    def if_at_least(self, value: int, then: str = NEXT, otherwise: str = NEXT) -> None:
        """Jump by whether what is loaded is `value` or more."""
        self._code.append((_JUMP_GREATER_EQUAL, value, then, otherwise))

    def if_any(self, bits: int, then: str = NEXT, otherwise: str = NEXT) -> None:
        """Jump by whether any of `bits` is set in what is loaded."""
        self._code.append((_JUMP_ANY_BIT, bits, then, otherwise))

    def give(self, verdict: int) -> None:
        """End with a verdict."""
        self._code.append((_RETURN, verdict, NEXT, NEXT))

    def assembled(self) -> bytes:
        """The program as the kernel reads it; raises AssemblyError."""
        if not self._code or self._code[-1][0] != _RETURN:
            raise AssemblyError("a program ends with a verdict")
        return b"".join(
            struct.pack("HBBI", code, self._jump(i, then), self._jump(i, other), value & 0xFFFFFFFF)
            for i, (code, value, then, other) in enumerate(self._code)
        )

    def _jump(self, here: int, label: str) -> int:
        if label == NEXT:
            return 0
        if label not in self._labels:
            raise AssemblyError(f"there is no label {label!r}")
        distance = self._labels[label] - here - 1
        if not 0 <= distance <= _FARTHEST:
            raise AssemblyError(f"{label!r} is {distance} instructions away")
        return distance

    def __len__(self) -> int:
        return len(self._code)
