"""Signs for streams that cannot show all of Unicode: a box of ASCII is better than an error."""

from __future__ import annotations

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.measure import Measurement
from rich.segment import Segment

# Each is as wide as what it stands for.
_ASCII = str.maketrans(
    {
        **dict.fromkeys("┌┬┐├┼┤└┴┘", "+"),
        "─": "-", "│": "|", "✓": "v", "✗": "x", "·": ".", "…": "~", "×": "x", "–": "-",
        "★": "*", "█": "#", "░": ".", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"',
    }
)  # fmt: skip


class PlainSigns:
    """A renderable as its stream can show it: where that is not Unicode, with signs of ASCII.

    What has no sign there becomes a question mark.
    """

    def __init__(self, content: RenderableType) -> None:
        self._content = content

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the content."""
        for part in console.render(self._content, options):
            yield part if part.control or not options.ascii_only else _shown(part, options.encoding)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """The size of the content."""
        return Measurement.get(console, options, self._content)


def _shown(part: Segment, encoding: str) -> Segment:
    text = part.text.translate(_ASCII)
    try:
        return Segment(text.encode(encoding, "replace").decode(encoding), part.style)
    except LookupError:  # an encoding that Python does not know
        return Segment(text.encode("ascii", "replace").decode(), part.style)
