"""A deck: the recorded cases of properties, what should be seen on each, and what mistakes show.

Plain data without code, in a file that says what it is, for which version, and whether it is whole.
"""

from __future__ import annotations

import hashlib
import lzma
from functools import cached_property
from pathlib import Path

import msgspec

from autograder.exercise import Exercise
from autograder.language import N_, SaidError, system_error
from autograder.oracle.sealed import is_sealed, unsealed
from autograder.property import Calls, Property
from autograder.target import Target
from autograder.version import VERSION
from autograder.wire.codec import MalformedFrameError, decode, decoder, encode

SCHEMA_VERSION = 1
_MAGIC = b"Torch Kata deck "
_MOST_BYTES = 64 << 20  # of a file, and eight times that of what is packed in it
UNKNOWN = -1  # in the place of an observation that was not to be had


class DeckError(SaidError):
    """A deck that cannot be used; the message says why, and what to do."""


class RecordedProperty(msgspec.Struct, frozen=True, array_like=True):
    """The cases of one property; numbers are places in the deck's `data`.

    `expected` holds what the reference shows, by target, and `mistaken` what each misconception
    shows, by its name and by target.
    """

    name: str
    zh: str
    points: int
    seed: int
    seconds: float
    rtol: float | None
    atol: float | None
    calls: tuple[int | None, tuple[str, ...]] | None
    companions: tuple[str, ...]
    on_devices: bool
    cases: tuple[int, ...]
    expected: dict[str, tuple[int, ...]]
    mistaken: dict[str, dict[str, tuple[int, ...]]]

    def as_property(self, exercise: str) -> Property:
        """The property as graders know it, without the probe and without strategies."""
        return Property(
            exercise=exercise,
            name=self.name,
            zh=self.zh,
            points=self.points,
            probe=_no_probe,
            strategies={},
            rtol=self.rtol,
            atol=self.atol,
            calls=Calls(*self.calls) if self.calls else None,
            seconds=self.seconds,
            companions=self.companions,
            on_devices=self.on_devices,
        )


class RecordedMistake(msgspec.Struct, frozen=True, array_like=True):
    """A misconception's name, and its diagnosis in both languages."""

    name: str
    en: str
    zh: str


class RecordedExercise(msgspec.Struct, frozen=True, array_like=True):
    """What is recorded of one exercise; `probes` is a hash of its file of properties."""

    unit: str
    name: str
    symbol: str
    parameters: str
    probes: str
    mistakes: tuple[RecordedMistake, ...]
    properties: tuple[RecordedProperty, ...]


class Contents(msgspec.Struct, frozen=True, array_like=True):
    """All that is in a deck's file."""

    kit: str
    torch: str
    seed: int
    exercises: tuple[RecordedExercise, ...]
    data: tuple[bytes, ...]


_CONTENTS = decoder(Contents)


class Deck:
    """A deck that was read or recorded; `digest` tells it from every other."""

    def __init__(self, contents: Contents, digest: str) -> None:
        self.contents = contents
        self.digest = digest

    @cached_property
    def exercises(self) -> dict[str, RecordedExercise]:
        """What is recorded, by the exercise's path."""
        return {Exercise(e.unit, e.name).path: e for e in self.contents.exercises}

    def data(self, place: int) -> bytes:
        """One encoded case or observation; raises DeckError where there is none."""
        if not 0 <= place < len(self.contents.data):
            raise DeckError(N_("The deck names data that it does not hold. Get it again."))
        return self.contents.data[place]


def fingerprint(properties: Path) -> str:
    """The hash of a file of properties, whatever its line ends."""
    text = properties.read_bytes().replace(b"\r\n", b"\n")
    return hashlib.sha256(text).hexdigest()[:16]


def pack(contents: Contents) -> bytes:
    """A deck as the bytes of its file."""
    packed = lzma.compress(encode(contents), preset=6)
    head = f"{SCHEMA_VERSION} {hashlib.sha256(packed).hexdigest()}\n".encode()
    return _MAGIC + head + packed


def unpack(raw: bytes, name: str) -> Deck:
    """A deck from the bytes of a file called `name`; raises DeckError."""
    if not raw.startswith(_MAGIC):
        raise DeckError(
            N_("{name} is no deck. Name a file that `python grade.py deck` has written."), name=name
        )
    head, _, packed = raw[len(_MAGIC) :].partition(b"\n")
    version, _, digest = head.decode("ascii", "replace").partition(" ")
    if version != str(SCHEMA_VERSION):
        raise DeckError(
            N_(
                "{name} has the format {version}, and this kit reads {reads}. Get a deck and a kit "
                "of the same version."
            ),
            name=name,
            version=version[:20],
            reads=SCHEMA_VERSION,
        )
    if hashlib.sha256(packed).hexdigest() != digest:
        raise DeckError(N_("{name} is damaged or was changed. Get it again."), name=name)
    try:
        unpacked = lzma.LZMADecompressor().decompress(packed, max_length=8 * _MOST_BYTES)
        contents = decode(unpacked, _CONTENTS)
    except (lzma.LZMAError, MalformedFrameError) as error:
        raise DeckError(
            N_("{name} cannot be read: {error}. Get it again."), name=name, error=error
        ) from error
    if contents.kit != VERSION:
        raise DeckError(
            N_(
                "{name} was recorded by version {theirs} of Torch Kata, and this is {ours}. Get a "
                "deck and a kit of the same version."
            ),
            name=name,
            theirs=contents.kit[:20],
            ours=VERSION,
        )
    return Deck(contents, digest[:16])


def read_deck(path: Path) -> Deck:
    """Read a deck's file, also a sealed one; raises SaidError, a DeckError where it is the deck."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise DeckError(N_("{path} is too large to be a deck."), path=path)
        raw = path.read_bytes()
        return unpack(unsealed(raw, str(path)) if is_sealed(raw) else raw, str(path))
    except OSError as error:
        raise DeckError(
            N_("{path} cannot be read: {error}."), path=path, error=system_error(error)
        ) from error


def target_of(recorded: RecordedProperty, target: Target) -> str:
    """Under which target the observations stand: a real device shows what a simulated one does."""
    if target.value in recorded.expected:
        return target.value
    return Target.SIMULATED.value


def _no_probe() -> None:
    raise RuntimeError("a recorded property is run in workers only")
