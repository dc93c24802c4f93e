"""The configuration of an nbgrader course."""

from __future__ import annotations

DECK = "marking.deck"
FILE = "nbgrader_config.py"
_TEXT = '''\
"""The configuration of this course, begun by `python grade.py nbgrader init`; it is yours."""

from pathlib import Path

c = get_config()  # noqa: F821 - nbgrader gives it

# The one switch. True: no code of a student's runs in nbgrader's process or under its account;
# Torch Kata grades it in confined workers, on the hidden deck. False: nbgrader runs the notebooks
# itself, and what they hold can read the solutions and write the gradebook.
ISOLATED = True

c.CourseDirectory.course_id = {course!r}
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.ClearSolutions.code_stub = {{"python": "# YOUR CODE HERE\\nraise NotImplementedError"}}

if ISOLATED:
    c.GradeIsolated.deck = {deck!r}
    c.GradeIsolated.lang = {lang!r}
    c.Autograde.sanitize_preprocessors = [
        "autograder.nbgrader_course.restore.RestoreCells",
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.DeduplicateIds",
        "nbgrader.preprocessors.OverwriteKernelspec",
        "nbgrader.preprocessors.OverwriteCells",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    c.Autograde.autograde_preprocessors = [
        "autograder.nbgrader_course.preprocessors.GradeIsolated",
        "nbgrader.preprocessors.IgnorePattern",
        "nbconvert.preprocessors.ClearMetadataPreprocessor",
        "nbgrader.preprocessors.LimitOutput",
        "autograder.nbgrader_course.preprocessors.SaveIsolatedGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
'''


def config_text(*, course: str, deck: str, lang: str) -> str:
    """The file that a new course gets."""
    return _TEXT.format(course=course, deck=deck, lang=lang)
