"""Class records made of the results in the golden score reports, for the tests of pages."""

from collections import defaultdict
from pathlib import Path
from random import Random

import msgspec
from msgspec.structs import replace

from autograder.grading.class_record import (
    ClassRecord,
    ExerciseFacts,
    Status,
    StudentResult,
    UnknownFile,
)
from autograder.grading.score_report import ScoreReport, Text, UnitTitle, points_of
from autograder.grading.verdict import Verdict

GOLDEN = Path(__file__).with_name("reports")
UNITS = {
    "02_creation": Text("Creating tensors", "创建张量"),
    "04_indexing": Text("Shapes, indexing and broadcasting", "形状、索引与广播"),
    "05_devices": Text("Devices", "设备"),
}
GIVEN = ("Ada", "Bilal", "Chiara", "Mei", "Niamh", "Søren", "婷", "Zoë")
FAMILY = ("Abebe", "Castillo", "Müller", "O'Brien", "Sato", "王", "van der Berg")
HOSTILE = "<script>document.title='owned'</script>"


def golden(case):
    return msgspec.json.decode((GOLDEN / case / "report.json").read_bytes(), type=ScoreReport)


def results_by_exercise():
    """What came of each exercise in any of the golden reports."""
    found = defaultdict(list)
    for path in sorted(GOLDEN.iterdir()):
        for result in golden(path.name).exercises:
            if result.unit in UNITS and result not in found[result.unit, result.name]:
                found[result.unit, result.name].append(result)
    return dict(sorted(found.items()))


def class_record(count=24, *, seed=1, hostile=False, kit_errors=True):
    """A class of `count` students; with `hostile`, whatever a student writes is a script."""
    random = Random(seed)
    pool = results_by_exercise()
    facts = tuple(
        ExerciseFacts(unit=unit, name=name, title=r[0].title, max_points=r[0].max_points)
        for (unit, name), r in pool.items()
    )
    results = []
    for number in range(count):
        chosen = [random.choice(r) for r in pool.values()]
        if hostile:
            chosen = [replace(e, printed=HOSTILE) for e in chosen]
        if kit_errors and number == 3:
            chosen[0] = _lost(chosen[0])
        results.append(_student(number, report_of(chosen), random, hostile=hostile))
    return ClassRecord(
        title="Deep Learning & <Kata>" if hostile else "Deep Learning",
        environment=golden("mistakes").environment,
        seed=1,
        recipe="0" * 64,
        max_points=sum(each.max_points for each in facts),
        units=tuple(UnitTitle(name, title) for name, title in UNITS.items()),
        exercises=facts,
        results=tuple(results),
        unknown=(UnknownFile("notes.docx", Text("It is no submission.", "这不是提交。")),),
    )


def report_of(exercises):
    """The score report of some results."""
    points, most, lost = points_of(exercises)
    return replace(
        golden("mistakes"),
        points=points,
        max_points=most,
        ungraded_points=lost,
        exercises=tuple(exercises),
        units=tuple(UnitTitle(name, title) for name, title in UNITS.items()),
        next=None,
    )


def _student(number, report, random, *, hostile):
    name = HOSTILE if hostile else f"{random.choice(GIVEN)} {random.choice(FAMILY)}"
    status = {5: Status.MISSING, 6: Status.UNREADABLE}.get(number, Status.GRADED)
    if any(e.verdict is Verdict.KIT_ERROR for e in report.exercises):
        status = Status.KIT_ERROR
    note = Text("The archive is damaged.", "压缩包已损坏。") if number == 6 else None
    return StudentResult(
        student=f"student{number:04d}",
        status=status,
        name=name,
        identifier=str(4_100_000 + 37 * number),
        source="" if number == 5 else f"student{number:04d}.zip",
        submitted_at="" if number == 5 else f"2026-11-{20 + number % 5}T1{number % 10}:05",
        late=number % 8 == 7,
        superseded=(f"student{number:04d}-old.zip",) if number % 9 == 8 else (),
        report=None if number in (5, 6) else report,
        note=note,
    )


def _lost(result):
    from autograder.grading.score_report import Reason

    reason = Reason("kit_worker", {"error": "no more processes"})
    return replace(
        result,
        verdict=Verdict.KIT_ERROR,
        points=0.0,
        reason=reason,
        properties=(),
        diagnosis=None,
        printed="",
    )
