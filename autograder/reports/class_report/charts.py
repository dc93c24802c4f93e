"""The charts of a class report: Vega-Lite draws them as SVG that needs nothing from elsewhere.

Colours are the page's own variables, so that a chart is light, dark or on paper as the page is.
Each comes in two widths, as text that shrinks with its chart cannot be read on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from autograder.reports.class_report.figures import BINS, ExerciseFigures

WIDE, NARROW = 640, 300  # pixels, of what is inside the axes
_VERSION = "5.20"  # of Vega-Lite
_ROW = 22  # pixels, of one exercise
OUTCOMES = {
    "passed": "var(--good)",
    "failed": "var(--bad)",
    "not started": "var(--idle)",
    "kit failed": "var(--kit)",
}
_INK = {"labelColor": "currentColor", "titleColor": "currentColor", "titleFontWeight": "normal"}
_LINES = {"gridColor": "var(--line)", "domainColor": "var(--line)", "tickColor": "var(--line)"}
_CONFIG = {
    "font": "inherit",
    "aria": False,  # the page says in words what a chart shows, and has a table beside it
    "axis": {
        **_INK,
        **_LINES,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "labelLimit": 260,
        "labelFlush": False,
    },
    "legend": {**_INK, "labelFontSize": 12, "orient": "top", "title": None},
    "text": {"color": "currentColor", "fontSize": 12},
    "view": {"stroke": None},
}
Spec = dict[str, Any]


def score_chart(bins: Sequence[int]) -> Markup:
    """How many students have how many percent of the points."""
    rows = [{"percent": name, "students": n} for name, n in zip(BINS, bins, strict=True)]
    bars = {"mark": {"type": "bar", "color": "var(--accent)"}}
    labels = {
        "mark": {"type": "text", "dy": -7},
        "transform": [{"filter": "datum.students > 0"}],
        "encoding": {"text": {"field": "students", "type": "quantitative"}},
    }
    return _both(
        lambda width: {
            "data": {"values": rows},
            "width": width,
            "height": 180,
            "encoding": {
                "x": _field("percent", "ordinal", "Percent of the points", labelAngle=_turn(width)),
                "y": _field("students", "quantitative", "Students", tickMinStep=1),
            },
            "layer": [bars, labels],
        }
    )


def outcome_chart(exercises: Sequence[ExerciseFigures]) -> Markup:
    """What share of the class passed each exercise, failed it, or did not begin it."""
    rows = [
        {"exercise": each.facts.name, "outcome": name, "order": order, "share": share}
        for each in exercises
        for order, (name, share) in enumerate(zip(OUTCOMES, _shares(each), strict=True))
    ]
    colours = {"domain": list(OUTCOMES), "range": list(OUTCOMES.values())}
    return _both(
        lambda width: {
            "data": {"values": rows},
            "width": width - 60,
            "height": {"step": _ROW},
            "mark": {"type": "bar", "stroke": "var(--paper)", "strokeWidth": 1},
            "encoding": {
                "y": _field("exercise", "ordinal", None),
                "x": {
                    **_field("share", "quantitative", "Share of the class", format="%"),
                    "scale": {"domain": [0, 1], "nice": False},
                },
                "color": {"field": "outcome", "scale": colours, "legend": {"columns": 2}},
                "order": {"field": "order"},
            },
        }
    )


def time_chart(exercises: Sequence[ExerciseFigures]) -> Markup:
    """How long grading an exercise took: in the median the dot, at most the end of the line."""
    rows = [
        {"exercise": e.facts.name, "median": e.median_seconds, "most": e.most_seconds}
        for e in exercises
    ]
    line = {
        "mark": {"type": "rule", "color": "var(--faint)", "strokeWidth": 2},
        "encoding": {"x2": {"field": "most"}},
    }
    dot = {
        "mark": {
            "type": "point",
            "filled": True,
            "size": 60,
            "opacity": 1,
            "color": "var(--accent)",
        }
    }
    return _both(
        lambda width: {
            "data": {"values": rows},
            "width": width - 60,
            "height": {"step": _ROW},
            "encoding": {
                "y": _field("exercise", "ordinal", None),
                "x": _field("median", "quantitative", "Seconds: median, slowest", tickCount=6),
            },
            "layer": [line, {**dot, "encoding": {}}],
        }
    )


def _shares(each: ExerciseFigures) -> list[float]:
    counts = each.passed, each.failed, each.unsolved, each.lost
    return [round(count / max(sum(counts), 1), 4) for count in counts]


def _field(name: str, kind: str, title: str | None, **axis: Any) -> Spec:
    return {"field": name, "type": kind, "sort": None, "axis": {"title": title, **axis}}


def _turn(width: int) -> int:
    """Labels stand upright where they would run into each other."""
    return 0 if width == WIDE else -90


def _both(spec: Any) -> Markup:
    """The chart for wide windows and for phones."""
    drawn = [
        f'<div class="chart {name}">{_svg(spec(width))}</div>'
        for name, width in (("wide", WIDE), ("narrow", NARROW))
    ]
    return Markup("".join(drawn))  # noqa: S704 - Vega escapes what it writes


def _svg(spec: Spec) -> str:
    import vl_convert  # an extra, and slow to start

    whole = {"background": "transparent", "config": _CONFIG, **spec}
    svg: str = vl_convert.vegalite_to_svg(whole, vl_version=_VERSION)
    return svg
