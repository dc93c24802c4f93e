"""Why a submission cannot be graded at all, in one sentence."""

from __future__ import annotations

from autograder.harmless import tamed
from autograder.language import N_, Language, language

REFUSALS = {
    "missing": N_("There is no file or folder {name}."),
    "unopened": N_("{name} cannot be opened: {error}."),
    "link": N_(
        "In {name}, {inner} is a link, and links are not followed. Put the folder itself there."
    ),
    "unknown_form": N_(
        "{name} is not a submission: name a folder, a .zip or .tar archive (also .tar.gz, .tar.bz2 "
        "and .tar.xz), or the .py file of an exercise."
    ),
    "no_exercises": N_(
        "{name} holds none of the exercises to grade: the first would be {example} inside it."
    ),
    "nested": N_(
        "{name} holds no exercises but another archive, {inner}, which is not opened. Submit what "
        "is in it."
    ),
    "not_an_exercise": N_(
        "{name} is no exercise's file: it should be called as in assignments/, like {example}."
    ),
    "not_named": N_("{name} is the exercise {exercise}, which is not one of those to grade."),
    "several": N_(
        "{name} holds the exercises of more than one submission ({first}, {second}). Name one."
    ),
    "damaged": N_("The archive {name} is damaged or cut off. Make it anew."),
    "encrypted": N_("The archive {name} needs a password. Make it anew without one."),
    "unsafe_name": N_(
        "The archive {name} holds a file whose name leads elsewhere ({inner}). Make it anew."
    ),
    "too_many": N_("{name} holds more than {limit} files. Submit the exercises only."),
    "too_large": N_(
        "{name} holds more than {limit} MB, packed or unpacked. Submit the exercises only."
    ),
    "damaged_notebook": N_("{name} is no notebook that can be read. Save it again, as .ipynb."),
    "slow_notebook": N_("{name} is a notebook that takes too long to read. Make it simpler."),
    "too_many_cells": N_("{name} has more than {limit} cells. Submit the exercises only."),
    "bomb": N_("The archive {name} is not what archives of exercises are like. Make it anew."),
}


class SubmissionError(ValueError):
    """A submission that cannot be graded at all; `code` names the sentence that says why."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        """The sentence in English."""
        return self.said(language("en"))

    def said(self, say: Language) -> str:
        """The sentence in a language, on one line that is no command to a CI runner."""
        return tamed(say(REFUSALS[self.code], **self.facts))

    def about(self, name: str, example: str) -> SubmissionError:
        """The same, about the submission called `name`, that might hold `example`."""
        return SubmissionError(self.code, **{"name": name, "example": example, **self.facts})
