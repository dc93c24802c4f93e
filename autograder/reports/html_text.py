"""What a terminal shows as HTML for a notebook: for wide windows and for phones, light and dark.

All text is escaped. Colours stand at each text itself and are read on white as well as on black,
since notebooks take style sheets away and do not tell how dark they are.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.segment import Segment
from rich.style import Style

WIDE, NARROW = 92, 44  # columns
_PHONE = 760  # pixels below which the narrow form is shown
COLOURS = {
    "red": "#d94141",
    "green": "#318a3d",
    "yellow": "#9a7400",
    "blue": "#3f7ad6",
    "magenta": "#b058c0",
    "cyan": "#1a8390",
}
_RULES = {
    "bold": "font-weight:bold",
    "dim": "opacity:.7",
    "italic": "font-style:italic",
    "underline": "text-decoration:underline",
}
CLASSES = (*COLOURS, *_RULES)
_FONT = (
    "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',"
    "'Noto Sans Mono CJK SC',monospace"
)
_BLOCK = (
    f"font-family:{_FONT};font-size:13px;line-height:1.4;white-space:pre;overflow-x:auto;"
    "margin:0;padding:4px 0;border:0;background:transparent;color:inherit"
)
_SHEET = (
    f"@media(max-width:{_PHONE}px){{.torch-kata-wide{{display:none}}"
    ".torch-kata-narrow{display:block!important;font-size:12px!important}}"
)


def render_html(content: RenderableType) -> str:
    """The content as HTML that carries all it needs; where style sheets are lost it stays wide."""
    wide, narrow = (render_lines(content, width) for width in (WIDE, NARROW))
    return (
        f"<div><style>{_SHEET}</style>"
        f'<pre class="torch-kata-wide" style="{_BLOCK}">{wide}</pre>'
        f'<pre class="torch-kata-narrow" hidden style="display:none;{_BLOCK}">{narrow}</pre></div>'
    )


def render_lines(content: RenderableType, width: int, *, classes: bool = False) -> str:
    """The lines of the content, for a `pre`.

    With `classes`, for pages that have style sheets, texts carry the names of their styles
    (`CLASSES`) instead of the styles.
    """
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=True,
        force_jupyter=False,
        legacy_windows=False,
        highlight=False,
        _environ={},
    )
    options = console.options.update(width=width)
    lines = console.render_lines(content, options, pad=False)
    mark = _class_of if classes else _style_of
    texts = ["".join(_span(part, mark) for part in Segment.simplify(line)) for line in lines]
    return "\n".join(texts).strip("\n")


def _span(segment: Segment, mark: Callable[[Style], str]) -> str:
    text = "".join(_spaced(segment.text))
    attribute = mark(segment.style) if segment.style is not None else ""
    return f"<span {attribute}>{text}</span>" if attribute else text


def _spaced(text: str) -> Iterator[str]:
    """Escaped text in which a wide character is exactly as wide as two others."""
    for wide, run in groupby(text, key=lambda character: cell_len(character) == 2):
        part = escape("".join(run))
        yield f'<span style="letter-spacing:calc(2ch - 1em)">{part}</span>' if wide else part


def _style_of(style: Style) -> str:
    rules = ";".join(_RULES.get(name) or f"color:{COLOURS[name]}" for name in _named(style))
    return f'style="{rules}"' if rules else ""


def _class_of(style: Style) -> str:
    names = " ".join(_named(style))
    return f'class="{names}"' if names else ""


def _named(style: Style) -> Iterator[str]:
    """A colour, and what else there is to a style."""
    colour = style.color.name.removeprefix("bright_") if style.color is not None else ""
    if colour in COLOURS:
        yield colour
    yield from (name for name in _RULES if getattr(style, name))
