"""A part of a class, for job arrays: every N-th student, the same ones each time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.batch.people import Candidate
from autograder.language import N_, SaidError

_FORM = re.compile(r"(\d{1,6})/(\d{1,6})")


@dataclass(frozen=True)
class Shard:
    """Number `number`, from 1, of `of` parts."""

    number: int = 1
    of: int = 1

    @property
    def whole(self) -> bool:
        """Whether this is all of the class."""
        return self.of == 1

    def share(self, candidates: Sequence[Candidate]) -> Sequence[Candidate]:
        """Those of this part who handed something in, in order."""
        counting = [candidate for candidate in candidates if candidate.counting]
        return counting[self.number - 1 :: self.of]


def parse_shard(text: str | None) -> Shard:
    """The part that "2/8" names, else all; raises SaidError."""
    if text is None:
        return Shard()
    match = _FORM.fullmatch(text.strip())
    if match is None or not 1 <= int(match[1]) <= int(match[2]):
        sentence = N_("--shard is a number and how many there are, like 2/8, not {text}.")
        raise SaidError(sentence, text=text)
    return Shard(int(match[1]), int(match[2]))
