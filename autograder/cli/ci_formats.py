"""What `python grade.py ci` can write: the formats, where each goes, and what reads it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.language import N_, Language, SaidError

if TYPE_CHECKING:
    from autograder.grading.score_report import ScoreReport
    from autograder.reports.ci.gradescope import Visibility
    from autograder.reports.ci.places import Place

STDOUT = "-"
STEP_OUTPUT = "result"  # the name of the step's output that Classroom's reporter is given
ROOT_VARIABLE = "TORCH_KATA_AUTOGRADER"  # where Gradescope's /autograder is


@dataclass(frozen=True)
class Told:
    """What formats need besides the report."""

    say: Language
    when: datetime
    places: Mapping[str, Place]
    visibility: Visibility
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)


@dataclass(frozen=True)
class Format:
    """One format; `default` is its file.

    A `platform` reads the result itself, and wants exit code 0. What a `mark` is made of is not
    written where the kit failed: a mark must not be lowered by that. Only what is not `whole`
    tells that a run was stopped before its end.
    """

    default: str
    render: Callable[[ScoreReport, Told], str]
    platform: bool = False
    mark: bool = False
    whole: bool = True


@dataclass(frozen=True)
class Wanted:
    """A format that was asked for, and its file: "-" is stdout, "" a step's output."""

    name: str
    file: str

    @property
    def format(self) -> Format:
        """Which one it is."""
        return FORMATS[self.name]


def wanted_formats(given: Sequence[str], environment: Mapping[str, str]) -> tuple[Wanted, ...]:
    """What was asked for as FORMAT or FORMAT=FILE; raises SaidError."""
    wanted = []
    for text in given:
        name, separator, file = text.partition("=")
        if name not in FORMATS:
            sentence = N_("--format is one of {choices}, or one of them and =FILE.")
            raise SaidError(sentence, choices=", ".join(FORMATS))
        if separator and not file:
            raise SaidError(N_("{name} needs a value."), name=f"--format {name}=")
        wanted.append(Wanted(name, file or _default(name, environment)))
    files = [Path(one.file).absolute() if one.file else Path() for one in wanted]
    for index, path in enumerate(files):
        if path in files[:index]:
            sentence = N_("Two formats would be written to {file}: name files, as in {example}.")
            example = f"--format {wanted[index].name}=FILE"
            raise SaidError(sentence, file=wanted[index].file or STEP_OUTPUT, example=example)
    return tuple(wanted)


def _default(name: str, environment: Mapping[str, str]) -> str:
    if name == "classroom" and not environment.get("GITHUB_OUTPUT"):
        raise SaidError(
            N_("{variable} is not set, so there is no step to give the result to: name a {file}."),
            variable="GITHUB_OUTPUT",
            file="--format classroom=FILE",
        )
    if name == "gradescope":
        results = Path(environment.get(ROOT_VARIABLE) or "/autograder", "results")
        return str(results / "results.json") if results.is_dir() else FORMATS[name].default
    if name == "prairielearn" and Path("/grade").is_dir():
        Path("/grade/results").mkdir(exist_ok=True)
        return "/grade/results/results.json"
    return FORMATS[name].default


def _json(report: ScoreReport, _: Told) -> str:
    from autograder.reports.json_report import render_json

    return render_json(report)


def _junit(report: ScoreReport, told: Told) -> str:
    from autograder.reports.ci.junit import render_junit

    return render_junit(report, told.when, told.say)


def _classroom(report: ScoreReport, told: Told) -> str:
    from autograder.reports.ci.classroom import render_classroom

    return render_classroom(report, told.places, told.say) + "\n"


def _classroom50(report: ScoreReport, told: Told) -> str:
    from autograder.reports.ci.classroom50 import render_classroom50

    return render_classroom50(report, told.environment, told.when, told.say)


def _gradescope(report: ScoreReport, told: Told) -> str:
    from autograder.reports.ci.gradescope import render_gradescope

    return render_gradescope(report, told.visibility, told.say)


def _prairielearn(report: ScoreReport, told: Told) -> str:
    from autograder.reports.ci.prairielearn import render_prairielearn

    return render_prairielearn(report, told.say)


def _exercism(report: ScoreReport, told: Told) -> str:
    from autograder.reports.ci.exercism import render_exercism

    return render_exercism(report, told.say)


FORMATS = {
    "classroom": Format("", _classroom, platform=True),
    "classroom50": Format("result.json", _classroom50, platform=True, mark=True),
    "gradescope": Format("results.json", _gradescope, platform=True, mark=True),
    "junit": Format("junit.xml", _junit, whole=False),
    "json": Format("report.json", _json, whole=False),
    "prairielearn": Format("results.json", _prairielearn, platform=True),
    "exercism": Format("results.json", _exercism, platform=True),
}
