"""The class record as plain data: it survives its bytes, and says who may be scored."""

from autograder.grading.class_record import (
    ClassRecord,
    ExerciseFacts,
    Status,
    StudentResult,
    UnknownFile,
    decode_class,
    encode_class,
)
from autograder.grading.score_report import Environment, Text

HERE = Environment(kit="1", torch="2", python="3", platform="Linux", isolation="A", deck="d")


def a_record():
    return ClassRecord(
        title="Homework",
        environment=HERE,
        seed=1,
        recipe="r",
        max_points=3,
        exercises=(ExerciseFacts(unit="u", name="e", title=Text("E", "题"), max_points=3),),
        results=(
            StudentResult(student="ada", status=Status.MISSING, note=Text("Nothing.", "无。")),
            StudentResult(student="bob", status=Status.KIT_ERROR, superseded=("bob_1.zip",)),
        ),
        unknown=(UnknownFile("x.docx", Text("No form.", "不认识。")),),
    )


def test_a_record_survives_its_bytes():
    record = a_record()
    assert decode_class(encode_class(record)) == record
    assert encode_class(record) == encode_class(a_record())


def test_only_what_the_kit_failed_at_is_not_scored():
    missing, failed = a_record().results
    assert missing.scored
    assert missing.points == 0
    assert not failed.scored
