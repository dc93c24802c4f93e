"""What a terminal shows as HTML for a notebook: for wide windows and for phones, light and dark.

All text is escaped. Colours stand at each text itself and are read on white as well as on black,
since notebooks take style sheets away and do not tell how dark they are.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
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
    wide, narrow = (_block(content, width) for width in (WIDE, NARROW))
    return (
        f"<div><style>{_SHEET}</style>"
        f'<pre class="torch-kata-wide" style="{_BLOCK}">{wide}</pre>'
        f'<pre class="torch-kata-narrow" hidden style="display:none;{_BLOCK}">{narrow}</pre></div>'
    )


def _block(content: RenderableType, width: int) -> str:
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
    texts = ["".join(map(_span, Segment.simplify(line))) for line in lines]
    return "\n".join(texts).strip("\n")


def _span(segment: Segment) -> str:
    text = "".join(_spaced(segment.text))
    css = _css(segment.style) if segment.style is not None else ""
    return f'<span style="{css}">{text}</span>' if css else text


def _spaced(text: str) -> Iterator[str]:
    """Escaped text in which a wide character is exactly as wide as two others."""
    for wide, run in groupby(text, key=lambda character: cell_len(character) == 2):
        part = escape("".join(run))
        yield f'<span style="letter-spacing:calc(2ch - 1em)">{part}</span>' if wide else part


def _css(style: Style) -> str:
    colour = style.color.name.removeprefix("bright_") if style.color is not None else ""
    rules = (
        (colour in COLOURS, f"color:{COLOURS.get(colour, '')}"),
        (style.bold, "font-weight:bold"),
        (style.dim, "opacity:.7"),
        (style.italic, "font-style:italic"),
        (style.underline, "text-decoration:underline"),
    )
    return ";".join(rule for holds, rule in rules if holds)
