"""What `batch --similar` writes: groups of students whose exercises are the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from autograder.batch.people import Candidate
from autograder.cli.output_file import write_bytes
from autograder.exercise import Exercise, House
from autograder.oracle.deck import Deck
from autograder.reports.gradebooks.similar import render_similar
from autograder.similarity.of_class import similar_in
from autograder.submission import Submission

FILE = "similar.csv"


def write_similar(
    house: House,
    exercises: Sequence[Exercise],
    deck: Deck,
    candidates: Sequence[Candidate],
    take: Callable[[Candidate], Submission],
    results: Path,
) -> str:
    """Write the groups to the folder of results; returns what to say of them."""
    counting = [candidate for candidate in candidates if candidate.counting]
    groups = similar_in(house, exercises, deck, counting, take)
    names = {candidate.person.student: candidate.person.name for candidate in counting}
    write_bytes(render_similar(groups, names).encode(), results / FILE)
    if not groups:
        return "Nobody's exercises are alike beyond what is likely."
    many = sum(len(group.students) for group in groups)
    listed = f"{len(groups)} groups" if len(groups) > 1 else "one group"
    return (
        f"{many} students, in {listed}, have exercises alike beyond what is likely: "
        f"{results / FILE}. It proves nothing; look at them."
    )
