"""The language of what people read: English sentences are the keys, gettext has the others."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

DOMAIN = "torch_kata"
LOCALES = Path(__file__).resolve().parent / "locale"
VARIABLE = "TORCH_KATA_LANG"


class Bilingual(Protocol):
    """Something that is said in both languages."""

    @property
    def en(self) -> str:
        """In English."""

    @property
    def zh(self) -> str:
        """In Chinese."""


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a sentence where it is written down; it is translated where it is said."""
    return message


@dataclass(frozen=True)
class Language:
    """One language; call it with an English sentence and the facts that fill it."""

    code: str
    translations: gettext.NullTranslations

    def __call__(self, message: str, /, **facts: object) -> str:
        """The sentence in this language, with its `{facts}` filled in."""
        said = self.translations.gettext(message) if message else ""
        return said.format(**facts) if facts else said

    def pick(self, text: Bilingual) -> str:
        """The side of a bilingual text that is in this language."""
        return text.zh if self.code == "zh" else text.en


def language(code: str) -> Language:
    """The language called `code`: "en" or "zh"."""
    found = gettext.translation(DOMAIN, str(LOCALES), [code], fallback=True)
    return Language(code, found)


def preferred(environment: Mapping[str, str] = os.environ) -> str:
    """The language that the environment asks for: TORCH_KATA_LANG, then the locale; else "en"."""
    for variable in (VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(variable, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


class SaidError(ValueError):
    """An error for people: an English sentence of the catalogue and its facts, said late.

    A fact may be such an error itself; a tuple is told as alternatives.
    """

    def __init__(self, sentence: str, **facts: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.facts = facts

    def __str__(self) -> str:
        """The sentence in English."""
        return self.said(language("en"))

    def said(self, say: Language) -> str:
        """The sentence in a language."""
        return say(self.sentence, **{name: _fact(fact, say) for name, fact in self.facts.items()})


def _fact(fact: object, say: Language) -> object:
    if isinstance(fact, SaidError):
        return fact.said(say)
    return say(N_(" or ")).join(map(str, fact)) if isinstance(fact, tuple) else fact


_SYSTEM = (
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("File exists"),
    N_("Read-only file system"),
    N_("No space left on device"),
)


def system_error(error: OSError) -> SaidError:
    """What the system says of a file, in a language where it is one of the usual sentences."""
    said = error.strerror or type(error).__name__
    return SaidError(said) if said in _SYSTEM else SaidError("{error}", error=said)
