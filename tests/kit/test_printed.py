"""Printed text made harmless: what is dropped, and what stays."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.grading.printed import printable

ESC, BEL = "\x1b", "\x07"
ANY_TEXT = st.text(
    st.characters() | st.sampled_from("\x1b\x07\r\n\t\x9b[]()0;m\\PX^_\u202e\u2066\ud800")
)


@pytest.mark.parametrize(
    "text",
    ["", "plain", "two\nlines\n", "a\ttab", "naïve 形状，　对 🙂", "[31m no escape", "x[0] = 1;"],
)
def test_ordinary_text_stays(text):
    assert printable(text) == text


@pytest.mark.parametrize(
    "sequence",
    [
        f"{ESC}[31m",
        f"{ESC}[0;1;38;5;200m",
        f"{ESC}[2J",
        f"{ESC}[?25l",
        f"{ESC}[1 q",
        f"{ESC}]0;title{BEL}",
        f"{ESC}]8;;http://example.org{ESC}\\",
        f"{ESC}P1$r{ESC}\\",
        f"{ESC}_command{ESC}\\",
        f"{ESC}^private{ESC}\\",
        f"{ESC}Xstring{ESC}\\",
        f"{ESC}(B",
        f"{ESC}c",
        f"{ESC}7",
        f"{ESC}=",
        ESC,
        f"{ESC}{ESC}{ESC}[31m",
    ],
    ids=repr,
)
def test_an_escape_is_dropped_whole(sequence):
    assert printable(f"{ESC}[1mbefore{sequence}\nafter") == "before\nafter"


@pytest.mark.parametrize("sequence", [f"{ESC}[", f"{ESC}[31", f"{ESC}]0;title", f"{ESC}Pdata", ESC])
def test_an_escape_that_was_cut_off_is_dropped_to_the_end(sequence):
    assert printable(f"before{sequence}") == "before"


def test_dropping_an_escape_makes_no_new_one():
    assert printable(f"{ESC}{ESC}[31m[2J") == "[2J"
    assert printable(f"{ESC}\x00[2J") == "[2J"


@pytest.mark.parametrize(
    "mark",
    [
        "\u202a", "\u202b", "\u202c", "\u202d", "\u202e",
        "\u2066", "\u2067", "\u2068", "\u2069", "\u200e", "\u200f", "\u061c",
    ],
    ids=unicodedata.name,
)  # fmt: skip
def test_marks_that_turn_text_around_are_dropped(mark):
    assert printable(f"a{mark}b") == "ab"


@pytest.mark.parametrize(
    "character",
    ["\x00", "\x07", "\x08", "\x0b", "\x0c", "\x7f", "\x85", "\x9b", "\u200b", "\u2028", "\ufeff",
     "\U000e0041", "\ue000", "\ud800"],
    ids=ascii,
)  # fmt: skip
def test_characters_that_cannot_be_seen_are_dropped(character):
    assert printable(f"a{character}b") == "ab"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=ascii)
def test_every_end_of_line_is_a_newline(end):
    assert printable(f"one{end}two") == "one\ntwo"


@given(text=ANY_TEXT)
def test_nothing_that_steers_a_terminal_is_left(text):
    left = printable(text)
    assert not {c for c in left if unicodedata.category(c) in ("Cc", "Cf", "Cs")} - {"\n", "\t"}
    left.encode("utf-8")


@given(text=ANY_TEXT)
def test_what_is_harmless_already_does_not_change(text):
    once = printable(text)
    assert printable(once) == once


@given(text=st.text(st.characters(categories=("L", "M", "N", "P", "S", "Zs"))))
def test_letters_signs_and_spaces_all_stay(text):
    assert printable(text) == text
