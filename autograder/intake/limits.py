"""How much of a submission is looked at: more than an honest one needs, little enough to hold."""

from __future__ import annotations

from dataclasses import dataclass

NOTEBOOK = ".ipynb"


@dataclass(frozen=True, kw_only=True)
class Limits:
    """All sizes are in bytes; `ratio` counts once more than `ratio_from` was unpacked.

    `notebook` is what a notebook may have, which keeps pictures beside the code.

    `header` bounds what an archive may say about one member, `directory` the table of contents of
    a zip file, `window` what unpacking xz may hold in memory.
    """

    file: int = 256 << 10
    notebook: int = 16 << 20
    kept: int = 32 << 20
    archive: int = 256 << 20
    unpacked: int = 256 << 20
    ratio: int = 200
    ratio_from: int = 16 << 20
    members: int = 10_000
    name: int = 1024
    depth: int = 64
    header: int = 64 << 10
    directory: int = 4 << 20
    window: int = 80 << 20

    def of(self, name: str) -> int:
        """How large a file of this name may be."""
        return self.notebook if name.lower().endswith(NOTEBOOK) else self.file
