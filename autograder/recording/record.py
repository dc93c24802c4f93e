"""Recording a deck: the chosen cases of every exercise, with all that is seen on them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import msgspec
import torch

from autograder.exercise import Exercise, House
from autograder.loading import load_properties
from autograder.oracle.deck import (
    UNKNOWN,
    Contents,
    RecordedExercise,
    RecordedMistake,
    RecordedProperty,
    fingerprint,
)
from autograder.oracle.reference import ReferenceOracle
from autograder.recording.choose import choose_cases
from autograder.recording.pool import Pool, fill_pools
from autograder.version import VERSION
from autograder.wire.codec import encode
from autograder.wire.record import Observation
from autograder.worker.source import WorkerSource

KEPT_LEAST = 24  # cases of each property, where so many were drawn


class Data:
    """Encoded cases and observations, each kept once."""

    def __init__(self) -> None:
        self._places: dict[bytes, int] = {}

    def place(self, data: bytes) -> int:
        """The place of some data, which is added where it is new."""
        return self._places.setdefault(data, len(self._places))

    def all(self) -> tuple[bytes, ...]:
        """Everything, by its place."""
        return tuple(self._places)


class Recording:
    """One exercise as it was recorded, with data of its own."""

    def __init__(self, exercise: RecordedExercise, data: tuple[bytes, ...]) -> None:
        self.exercise = exercise
        self.data = data


def record_exercise(
    house: House, exercise: Exercise, workers: WorkerSource, *, seed: int
) -> Recording:
    """Record one exercise; raises what its files raise, and OracleError."""
    properties = load_properties(house.properties(exercise))
    oracle = ReferenceOracle.of(house, exercise)
    pools = fill_pools(house, exercise, properties, oracle, workers, seed=seed)
    data = Data()
    solutions = oracle.solutions
    recorded = RecordedExercise(
        exercise.unit,
        exercise.name,
        solutions.symbol,
        solutions.parameters,
        fingerprint(house.properties(exercise)),
        tuple(RecordedMistake(m.name, m.en, m.zh) for m in solutions.misconceptions),
        tuple(_recorded(pool, data) for pool in pools),
    )
    return Recording(recorded, data.all())


def _recorded(pool: Pool, data: Data) -> RecordedProperty:
    prop = pool.prop
    most = KEPT_LEAST if prop.max_cases is None else min(KEPT_LEAST, prop.max_cases)
    chosen = choose_cases(pool.sizes, pool.kills, least=most)

    def places(seen: Sequence[Observation]) -> tuple[int, ...]:
        return tuple(data.place(encode(seen[i])) for i in chosen)

    calls = (prop.calls.most, prop.calls.forbidden) if prop.calls else None
    return RecordedProperty(
        name=prop.name,
        zh=prop.zh,
        points=prop.points,
        seed=pool.seed,
        seconds=prop.seconds,
        rtol=prop.rtol,
        atol=prop.atol,
        calls=calls,
        companions=prop.companions,
        on_devices=prop.on_devices,
        cases=tuple(data.place(encode(pool.cases[i])) for i in chosen),
        expected={target: places(seen) for target, seen in pool.expected.items()},
        mistaken={
            name: {target: places(seen) for target, seen in shown.items()}
            for name, shown in pool.mistaken.items()
        },
    )


def joined(recordings: Iterable[Recording], *, seed: int) -> Contents:
    """One deck of many exercises; data that several hold stands once."""
    data = Data()
    exercises = []
    for recording in recordings:
        moved = [data.place(piece) for piece in recording.data]
        exercises.append(_renumbered(recording.exercise, moved.__getitem__))
    return Contents(VERSION, str(torch.__version__), seed, tuple(exercises), data.all())


def cut(contents: Contents, paths: Collection[str]) -> Contents:
    """The same deck with only the exercises of these paths, and only their data."""
    data = Data()

    def moved(place: int) -> int:
        return data.place(contents.data[place])

    exercises = tuple(
        _renumbered(one, moved)
        for one in contents.exercises
        if Exercise(one.unit, one.name).path in paths
    )
    return msgspec.structs.replace(contents, exercises=exercises, data=data.all())


def _renumbered(exercise: RecordedExercise, moved: Callable[[int], int]) -> RecordedExercise:
    def there(places: Sequence[int]) -> tuple[int, ...]:
        return tuple(UNKNOWN if place == UNKNOWN else moved(place) for place in places)

    def by_target(seen: Mapping[str, Sequence[int]]) -> dict[str, tuple[int, ...]]:
        return {target: there(places) for target, places in seen.items()}

    properties = tuple(
        msgspec.structs.replace(
            prop,
            cases=there(prop.cases),
            expected=by_target(prop.expected),
            mistaken={name: by_target(seen) for name, seen in prop.mistaken.items()},
        )
        for prop in exercise.properties
    )
    return msgspec.structs.replace(exercise, properties=properties)
