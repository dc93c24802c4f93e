"""Sealed decks: encrypted, so that one may lie where students can read it."""

from __future__ import annotations

import os
from typing import Any

from autograder.language import N_, SaidError

KEY = "TORCH_KATA_DECK_KEY"  # the environment variable that holds the key
_MAGIC = b"Torch Kata sealed deck 1\n"
_MAKE = 'python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'


def is_sealed(raw: bytes) -> bool:
    """Whether these are the bytes of a sealed deck."""
    return raw.startswith(_MAGIC)


def sealed(raw: bytes) -> bytes:
    """The bytes of a deck's file, encrypted with the key in the environment; raises SaidError."""
    return _MAGIC + bytes(_cipher().encrypt(raw))


def unsealed(raw: bytes, name: str) -> bytes:
    """The bytes of a deck from those of a sealed file called `name`; raises SaidError."""
    cipher = _cipher()
    from cryptography.fernet import InvalidToken

    try:
        return bytes(cipher.decrypt(raw.removeprefix(_MAGIC)))
    except InvalidToken:
        raise SaidError(
            N_("{name} was sealed with another key than the one in {variable}, or is damaged."),
            name=name,
            variable=KEY,
        ) from None


def _cipher() -> Any:
    """Fernet with the key in the environment; raises SaidError without a key or the library."""
    try:
        from cryptography.fernet import Fernet
    except ImportError:
        raise SaidError(
            N_("Sealed decks need a library. Run: python -m pip install cryptography")
        ) from None
    key = os.environ.get(KEY, "")
    if not key:
        raise SaidError(
            N_("A sealed deck needs a key in {variable}. Make one with: {command}"),
            variable=KEY,
            command=_MAKE,
        )
    try:
        return Fernet(key)
    except ValueError:
        raise SaidError(
            N_("What is in {variable} is no key. Make one with: {command}"),
            variable=KEY,
            command=_MAKE,
        ) from None
