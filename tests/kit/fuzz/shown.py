"""What people and programs are shown of a result, and that it is fit to be."""

import io

from rich.console import Console

from autograder.language import language
from autograder.reports.feedback import render_feedback
from autograder.reports.json_report import render_json

MOST_SHOWN = 200_000  # characters of one exercise's feedback


def check_shown(result):
    """Render a result in every form; nothing in it steers a terminal, or goes on for ever."""
    texts = [render_json(result)]
    for code in ("en", "zh"):
        out = io.StringIO()
        Console(file=out, width=100, color_system=None).print(
            render_feedback(result, language(code)), crop=False
        )
        texts.append(out.getvalue())
    for text in texts:
        assert not {c for c in text if (c < " " and c != "\n") or "\x7f" <= c < "\xa0"}
        assert len(text) < MOST_SHOWN
