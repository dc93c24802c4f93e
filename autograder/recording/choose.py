"""Choosing the cases of a deck: small ones that catch every mistake twice, then variety."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

KILLS_LEAST = 2


def choose_cases(
    sizes: Sequence[int], kills: Mapping[str, Collection[int]], *, least: int, always: int = 0
) -> list[int]:
    """Which cases to keep, by their place, the smallest first.

    `sizes` are of all cases, `kills` says on which of them each wrong program fails. Of those, each
    is caught by two of the cases that are kept, or by all there are. The first `always` cases are
    kept anyway; others, evenly spread over the sizes, fill up to `least`.
    """
    order = sorted(range(len(sizes)), key=lambda i: (sizes[i], i))
    kept = set(range(min(always, len(sizes))))
    # Programs that few cases catch come first: what catches them catches others as well.
    for name in sorted(kills, key=lambda name: (len(kills[name]), name)):
        missing = KILLS_LEAST - len(kept & set(kills[name]))
        if missing > 0:
            able = [i for i in order if i in kills[name] and i not in kept]
            kept |= set(able[:missing])
    rest = [i for i in order if i not in kept]
    wanted = min(max(0, least - len(kept)), len(rest))
    kept |= {rest[k * len(rest) // wanted] for k in range(wanted)}
    return [i for i in order if i in kept]
