"""What a notebook shows: escaped, readable on white and on black, wide and narrow."""

import re
from html import unescape

import pytest
from rich.console import Group
from rich.text import Text

from autograder.reports.html_text import COLOURS, NARROW, WIDE, render_html

LEGIBLE = 4.0  # contrast; 4.5 on white and on black at once is beyond any colour


def blocks(html):
    """The two forms as plain text."""
    found = re.findall(r"<pre[^>]*>(.*?)</pre>", html, re.DOTALL)
    return [unescape(re.sub(r"<[^>]*>", "", block)) for block in found]


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_what_a_submission_wrote_is_text():
    html = render_html(Text("<script>alert(1)</script> & \"'</pre>"))
    assert "<script" not in html
    assert html.count("</pre>") == 2
    assert blocks(html)[0] == "<script>alert(1)</script> & \"'</pre>"


def test_long_lines_wrap_at_the_width_of_each_form():
    wide, narrow = blocks(render_html(Text("word " * 60)))
    assert max(map(len, wide.split("\n"))) <= WIDE
    assert max(map(len, narrow.split("\n"))) <= NARROW


@pytest.mark.parametrize("name", COLOURS)
def test_every_colour_is_read_on_white_and_on_the_dark_of_notebooks(name):
    assert contrast(COLOURS[name], "#ffffff") > LEGIBLE
    assert contrast(COLOURS[name], "#111111") > LEGIBLE
    assert COLOURS[name] in render_html(Text("x", name))


def test_plain_text_has_the_colour_of_the_notebook():
    html = render_html(Group(Text("plain"), Text("strong", "bold"), Text("faint", "dim")))
    assert "color:inherit" in html
    assert "plain\n" in html
    assert '<span style="font-weight:bold">strong</span>' in html


def test_wide_characters_are_as_wide_as_two_others():
    html = render_html(Text("结果 x"))
    assert '<span style="letter-spacing:calc(2ch - 1em)">结果</span> x' in html


def test_without_its_style_sheet_the_narrow_form_stays_hidden():
    html = re.sub(r"<style>.*?</style>", "", render_html(Text("x")))
    assert 'class="torch-kata-narrow" hidden style="display:none;' in html
