"""Both languages: every sentence is translated, with the same facts in it, and compiled."""

import ast
import gettext
import io
import re
import runpy
from pathlib import Path

import pytest

from autograder.exercise import House
from autograder.grading.trusted import draw_questions
from autograder.language import language, preferred
from autograder.loading import load_properties
from autograder.oracle.reference import ReferenceOracle
from autograder.reports.labels import LABELS
from autograder.wire.plain import SEEN, MappingData

CATALOGUE = runpy.run_path(str(Path(__file__).with_name("catalogue.py")))
HOUSE = House()


def test_every_sentence_is_in_the_catalogue_and_no_other():
    ids = {message.id for message in CATALOGUE["read"]() if message.id}
    assert ids == CATALOGUE["sentences"]()


def test_no_sentence_hides_in_an_f_string_where_extraction_does_not_find_it():
    for path in CATALOGUE["PACKAGE"].rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                called = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
                assert "N_" not in called, f"{path}:{node.lineno}"


def test_no_translation_is_fuzzy():
    assert [m.id for m in CATALOGUE["read"]() if m.id and m.fuzzy] == []


def test_every_translation_is_there_and_keeps_its_facts():
    for message in CATALOGUE["read"]():
        if message.id:
            assert message.string, message.id
            fields = re.compile(r"{(\w+)}")
            assert set(fields.findall(message.id)) == set(fields.findall(message.string))


def test_the_compiled_catalogue_is_the_written_one():
    written = CATALOGUE["compiled"](CATALOGUE["read"]())  # its header names the Babel that is here
    assert messages(CATALOGUE["MO"].read_bytes()) == messages(written)


def messages(compiled):
    translations = gettext.GNUTranslations(io.BytesIO(compiled))
    return {key: text for key, text in translations._catalog.items() if key}


@pytest.mark.parametrize("exercise", HOUSE.exercises, ids=lambda e: e.name)
def test_every_label_of_a_probe_has_a_name_in_both_languages(exercise):
    properties = load_properties(HOUSE.properties(exercise))
    oracle = ReferenceOracle.of(HOUSE, exercise)
    for question in draw_questions(properties, oracle, seed=1, examples=3):
        value = question.expected.value
        if isinstance(value, MappingData) and value.kind == SEEN:
            assert {str(key).replace("_", " ") for key, _ in value.items} <= set(LABELS)


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "TORCH_KATA_LANG": "en"}, "en"),
        ({"LC_ALL": "zh_TW", "LANG": "C"}, "zh"),
    ],
)
def test_the_environment_chooses_the_language(environment, code):
    assert preferred(environment) == code


def test_facts_are_filled_in():
    assert language("zh")("line {line}", line=3) == "第 3 行"
    assert language("en")("line {line}", line=3) == "line 3"
