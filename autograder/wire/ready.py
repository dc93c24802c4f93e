"""The first word of a process that serves: it has loaded the probes."""

from __future__ import annotations

import msgspec


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """The probes are loaded; `failures` says which files could not be, and why."""

    failures: dict[str, str]
