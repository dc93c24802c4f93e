"""Who shares more than is likely: pairs of students, weighed by all that they share, in groups.

That two people write an exercise alike says little: most are a few lines, and a lesson shows how.
So what is known (the stub, the solutions with it) counts for nothing; what many of the class write
counts for as little as it is rare; and only what few write can count for more, by the size of what
is in no known solution. A pair
is listed where so much in common would be seen by chance in less than one class of twenty.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from autograder.similarity.shape import Shape

_NODES_A_NAT = 17.0  # a program of so many nodes more is written alike e times less often
_RARE_SHARE, _RARE_LEAST = 0.05, 4  # what more students than this write is no rarity
_CLASSES = 20.0


@dataclass(frozen=True)
class Group:
    """Students who share exercises; `chance` is how many such pairs a class shows by chance."""

    students: tuple[str, ...]
    exercises: tuple[str, ...]
    chance: float


def groups_of(
    shapes: Mapping[str, Mapping[str, Shape]], known: Mapping[str, Collection[Shape]]
) -> list[Group]:
    """The groups, the least likely first; `shapes` by student and exercise, `known` by exercise."""
    count = len(shapes)
    pairs: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for exercise, shape, students in _shared(shapes, known):
        if len(students) <= max(_RARE_LEAST, _RARE_SHARE * count):
            beyond = shape.nodes_beyond(known.get(exercise, ()))
            weight = _surprise(beyond, len(students), count)
            for pair in combinations(students, 2):
                pairs[pair][exercise] = weight
    likely = math.log(max(1, math.comb(count, 2)))
    found = {
        pair: (sum(weights.values()), tuple(weights))
        for pair, weights in pairs.items()
        if sum(weights.values()) >= likely + math.log(_CLASSES)
    }
    return sorted(_joined(found, likely), key=lambda group: (group.chance, group.students))


def _shared(
    shapes: Mapping[str, Mapping[str, Shape]], known: Mapping[str, Collection[Shape]]
) -> Iterator[tuple[str, Shape, list[str]]]:
    """What several students have written alike, and who."""
    by_shape: dict[tuple[str, Shape], list[str]] = defaultdict(list)
    for student in sorted(shapes):
        for exercise, shape in shapes[student].items():
            if shape not in known.get(exercise, ()):
                by_shape[exercise, shape].append(student)
    for (exercise, shape), students in by_shape.items():
        if len(students) > 1:
            yield exercise, shape, students


def _surprise(nodes: int, often: int, count: int) -> float:
    """How little was to be expected, in nats, that somebody else writes this too."""
    by_class = -math.log((often - 1) / max(1, count - 1))
    return max(by_class, nodes / _NODES_A_NAT)


def _joined(
    found: Mapping[tuple[str, str], tuple[float, tuple[str, ...]]], likely: float
) -> Iterator[Group]:
    """Pairs that have somebody in common, as one group."""
    group_of: dict[str, set[str]] = {}
    for pair in found:
        joined = set().union(*(group_of.get(student, {student}) for student in pair))
        for student in joined:
            group_of[student] = joined
    for students in {id(group): group for group in group_of.values()}.values():
        inside = [facts for pair, facts in found.items() if pair[0] in students]
        exercises = dict.fromkeys(exercise for _, shared in inside for exercise in shared)
        most = max(weight for weight, _ in inside)
        yield Group(tuple(sorted(students)), tuple(exercises), math.exp(likely - most))
