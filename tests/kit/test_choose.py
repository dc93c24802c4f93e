"""The cases of a deck catch every wrong program twice, small ones first, and then vary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.recording.choose import KILLS_LEAST, choose_cases

SIZES = st.lists(st.integers(1, 9), min_size=1, max_size=12)


@st.composite
def pools(draw):
    sizes = draw(SIZES)
    places = st.sets(st.integers(0, len(sizes) - 1))
    return sizes, draw(st.dictionaries(st.sampled_from("abcdef"), places))


@given(pools(), st.integers(0, 8), st.integers(0, 3))
def test_every_wrong_program_is_caught_twice_where_two_cases_catch_it(pool, least, always):
    sizes, kills = pool
    kept = choose_cases(sizes, kills, least=least, always=always)
    for places in kills.values():
        assert len(places & set(kept)) >= min(KILLS_LEAST, len(places))
    assert len(set(kept)) == len(kept) >= min(least, len(sizes))
    assert [sizes[i] for i in kept] == sorted(sizes[i] for i in kept)
    assert set(range(min(always, len(sizes)))) <= set(kept)


def test_the_smallest_cases_that_catch_are_taken():
    assert choose_cases([5, 1, 4, 2], {"a": {0, 2, 3}}, least=0) == [3, 2]


def test_one_case_that_catches_two_programs_stands_once():
    assert choose_cases([1, 2, 3], {"a": {0, 1}, "b": {0, 1, 2}}, least=0) == [0, 1]


@pytest.mark.parametrize(("least", "kept"), [(0, []), (2, [0, 2]), (4, [0, 1, 2, 3])])
def test_the_rest_is_spread_over_the_sizes(least, kept):
    assert choose_cases([1, 2, 3, 4], {}, least=least) == kept
