"""Filling a page's template: all is escaped, style and script stand inside, nothing is fetched."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from markupsafe import Markup

from autograder.harmless import visible

_REPORTS = "autograder.reports"


def fill(template: str, *, script: str = "", **values: Any) -> str:
    """The page that a template makes of values; `template` and `script` are paths in `reports`.

    A browser runs no script but that one and loads nothing, whatever a value holds.
    """
    code = _read(script) if script else ""
    page = _environment().get_template(template)
    return page.render(script=Markup(code), policy=_policy(code), **values)  # noqa: S704 - ours


def _policy(script: str) -> str:
    """The content security policy: `script` and styles inside the page, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    allowed = f"'sha256-{digest}'" if script else "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


class _Files(BaseLoader):
    """Templates that are files of this package."""

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002 - part of the interface
        template: str,
    ) -> tuple[str, None, None]:
        """The text of a template; raises TemplateNotFound."""
        try:
            return _read(template), None, None
        except FileNotFoundError:
            raise TemplateNotFound(template) from None


@cache
def _environment() -> Environment:
    return Environment(
        loader=_Files(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_shown,
    )


def _shown(value: Any) -> Any:
    """Texts without what steers a terminal or turns a line around; HTML of ours as it is."""
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def _read(path: str) -> str:
    return files(_REPORTS).joinpath(path).read_text(encoding="utf-8")
