"""A sentence of the kit as HTML: what stands between backticks is code."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from autograder.harmless import visible

_CODE = re.compile(r"`([^`]+)`")


def prose(sentence: str) -> Markup:
    """The sentence, escaped, with its code marked as such."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(visible(sentence)))))  # noqa: S704
