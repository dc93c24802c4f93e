"""JUnit's XML, which every CI reads: a unit is a suite, a property is a test."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from autograder.grading.score_report import ExerciseResult, PropertyResult, ScoreReport, UnitTitle
from autograder.grading.verdict import Verdict
from autograder.harmless import visible
from autograder.language import Language
from autograder.reports.ci.sentence import brief, brief_property
from autograder.reports.feedback import render_explanation
from autograder.reports.plain_text import plain_text
from autograder.reports.sentences import VERDICTS
from autograder.reports.terminal import number

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_junit(report: ScoreReport, when: datetime, say: Language) -> str:
    """The file. What was not begun is a failure; where it is extra credit, it is skipped."""
    suites = [_suite(report, unit, when, say) for unit in report.units]
    root = Element("testsuites", {"name": "Torch Kata", **_sums(suites)})
    root.set("time", f"{report.seconds:.3f}")
    root.extend(suites)
    indent(root)
    data: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return data.decode() + "\n"


def _suite(report: ScoreReport, unit: UnitTitle, when: datetime, say: Language) -> Element:
    results = [e for e in report.exercises if e.unit == unit.name]
    cases = [case for result in results for case in _cases(result, say, extra=unit.extra)]
    suite = Element("testsuite", {"name": _text(f"{unit.name} {say.pick(unit.title)}")})
    for name, tag in (("tests", ""), ("failures", "failure"), ("errors", "error")):
        suite.set(name, str(len([c for c in cases if not tag or c.find(tag) is not None])))
    suite.set("skipped", str(len([c for c in cases if c.find("skipped") is not None])))
    suite.set("time", f"{sum(result.seconds for result in results):.3f}")
    suite.set("timestamp", when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S"))
    suite.extend(cases)
    return suite


def _sums(suites: list[Element]) -> dict[str, str]:
    names = ("tests", "failures", "errors", "skipped")
    return {name: str(sum(int(suite.get(name, "0")) for suite in suites)) for name in names}


def _cases(result: ExerciseResult, say: Language, *, extra: bool) -> list[Element]:
    where = f"{result.unit}.{result.name}"
    if not result.properties:
        case = Element("testcase", {"classname": where, "name": result.name, "time": "0.000"})
        _outcome(case, result.verdict, brief(result, say), result, say, extra=extra)
        return [case]
    return [_case(prop, where, result, say, extra=extra) for prop in result.properties]


def _case(
    prop: PropertyResult, where: str, result: ExerciseResult, say: Language, *, extra: bool
) -> Element:
    facts = {"classname": where, "name": prop.name, "time": f"{prop.seconds:.3f}"}
    case = Element("testcase", facts)
    properties = SubElement(case, "properties")
    for name, points in (("points", prop.points), ("max_points", prop.max_points)):
        SubElement(properties, "property", {"name": name, "value": number(points)})
    said = brief_property(prop, result, say)
    _outcome(case, prop.verdict, said, result, say, extra=extra)
    return case


def _outcome(
    case: Element,
    verdict: Verdict,
    said: str,
    result: ExerciseResult,
    say: Language,
    *,
    extra: bool,
) -> None:
    if verdict is Verdict.PASSED:
        return
    tag = "error" if verdict is Verdict.KIT_ERROR else "failure"
    if verdict is Verdict.UNSOLVED and extra:
        tag = "skipped"
    given = {"message": _text(said), "type": verdict.value}
    outcome = SubElement(case, tag, {"message": given["message"]} if tag == "skipped" else given)
    if verdict is not Verdict.UNSOLVED:
        title = say(VERDICTS[result.verdict])
        outcome.text = _text(f"{title}\n{plain_text(render_explanation(result, say))}")


def _text(text: str) -> str:
    return _NOT_XML.sub("\ufffd", visible(text))
