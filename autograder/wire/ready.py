"""What a fresh process of workers announces to the grader."""

from __future__ import annotations

import msgspec


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """Ready to load submissions; `failures` says of files of properties why they did not load.

    `level` is the level of confinement that its workers are under: "A", "B" or "C".
    """

    failures: dict[str, str]
    level: str = "C"
