"""The command that grades one exercise again on the same cases."""

from __future__ import annotations

import shlex

from autograder.exercise import Exercise
from autograder.grading.judge import DEFAULT_EXAMPLES
from autograder.submission import Submission


def replay_command(
    exercise: Exercise, submission: Submission, *, seed: int, examples: int, deck_file: str
) -> str:
    """What to type, without the options that are at their defaults."""
    command = f"python grade.py {exercise.name} --seed {seed}"
    if examples != DEFAULT_EXAMPLES:
        command += f" --examples {examples}"
    if deck_file:
        command += f" --deck {shlex.quote(deck_file)}"
    if not submission.own:
        command += f" --submission {shlex.quote(submission.name)}"
    return command
