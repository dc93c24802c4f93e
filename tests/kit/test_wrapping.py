"""Chinese wraps between its characters, keeps its punctuation with them, and loses nothing."""

from drawn import printed
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from autograder.reports.wrapping import Wrapped

SENTENCE = "PyTorch 有一个全局随机状态，由所有代码（`torch.rand` 等）共用。换个“种子”，结果就变了！"


def test_a_line_is_filled_with_chinese_after_a_word():
    assert printed(Wrapped(Text(SENTENCE)), 30).splitlines()[0] == "PyTorch 有一个全局随机状态，由"


@given(width=st.integers(8, 90))
def test_no_line_begins_with_closing_punctuation_and_none_is_too_long(width):
    lines = printed(Wrapped(Text(SENTENCE)), width).splitlines()
    assert "".join(lines).replace(" ", "") == SENTENCE.replace(" ", "")
    if width >= len("（`torch.rand"):
        assert all(cell_len(line) <= width for line in lines)
        assert not [line for line in lines if line[0] in "，。）”！"]


@given(text=st.text(st.sampled_from("中文，。 ab\n`(（）x"), max_size=60), width=st.integers(4, 40))
def test_nothing_is_lost_whatever_the_text(text, width):
    shown = printed(Wrapped(Text(text)), width)
    assert "".join(shown.split()) == "".join(text.split())


def test_english_wraps_as_ever():
    assert printed(Wrapped(Text("one two three")), 8) == "one two\nthree\n"
