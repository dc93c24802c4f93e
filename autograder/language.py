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
