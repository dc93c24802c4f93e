"""Grading everybody: a few submissions at a time into an executor, outcomes into the ledger."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field

from autograder.batch.bench import MismatchError, refusal_text
from autograder.batch.grade_one import grade_one
from autograder.batch.ledger import Ledger
from autograder.batch.people import Candidate
from autograder.batch.recipe import Recipe
from autograder.batch.work import Outcome, Work, work_for
from autograder.grading.class_record import Status
from autograder.grading.score_report import both_texts
from autograder.intake.refusal import SubmissionError
from autograder.language import N_, SaidError
from autograder.submission import Submission

Take = Callable[[Candidate], Submission]
TURNS = 2  # how often a submission is graded, where the kit fails
_LOST = N_("The kit lost the process that graded it, twice: {error}.")


@dataclass(frozen=True)
class Done:
    """One submission that is dealt with; `before` where its outcome stood in the ledger."""

    student: str
    status: Status
    before: bool = False


@dataclass
class _Hand:
    """What is in hand: futures, with their work and how often it was tried."""

    executor: Executor
    recipe: Recipe
    ledger: Ledger
    waiting: dict[Future[Outcome], tuple[Work, int]] = field(default_factory=dict)
    again: deque[Work] = field(default_factory=deque)

    def submit(self, work: Work, turn: int) -> None:
        self.waiting[self.executor.submit(grade_one, self.recipe, work)] = work, turn

    def finished(self) -> Iterator[Done]:
        """Those that are done when one is; what the kit failed at waits for its turn."""
        done, _ = wait(self.waiting, return_when=FIRST_COMPLETED)
        for future in done:
            work, turn = self.waiting.pop(future)
            outcome = _outcome(future, work)
            if outcome.status is Status.KIT_ERROR and turn < TURNS:
                self.again.append(work)
                continue
            self.ledger.keep(outcome)
            yield Done(outcome.student, outcome.status)


def grade_class(
    executor: Executor,
    recipe: Recipe,
    candidates: Iterable[Candidate],
    take: Take,
    ledger: Ledger,
    *,
    ahead: int,
    regrade: bool = False,
) -> Iterator[Done]:
    """Grade everybody who handed something in; each comes when the ledger has its outcome.

    `take` opens what somebody handed in; at most `ahead` submissions are in hand. What stands in
    the ledger by the same key is left, unless `regrade`. Raises what the ledger raises,
    MismatchError, and SaidError where nothing can be graded at all.
    """
    known = {} if regrade else ledger.keys()
    hand = _Hand(executor, recipe, ledger)
    for candidate in candidates:
        if not candidate.counting:
            continue
        student = candidate.person.student
        try:
            work = work_for(student, take(candidate), recipe)
        except SubmissionError as error:
            ledger.keep(_refused(student, error))
            yield Done(student, Status.UNREADABLE)
            continue
        if known.get(student) == work.key:
            yield Done(student, Status.GRADED, before=True)
            continue
        while len(hand.waiting) >= ahead:
            yield from hand.finished()
        hand.submit(work, 1)
    while hand.waiting or hand.again:
        while hand.again and len(hand.waiting) < ahead:
            hand.submit(hand.again.popleft(), TURNS)
        yield from hand.finished()


def _outcome(future: Future[Outcome], work: Work) -> Outcome:
    try:
        return future.result()
    except (MismatchError, SaidError):
        raise
    except Exception as error:  # executors differ in what they raise for a process that died
        note = both_texts(_LOST, error=f"{type(error).__name__}: {error}")
        return Outcome(student=work.student, key=work.key, status=Status.KIT_ERROR, note=note)


def _refused(student: str, error: SubmissionError) -> Outcome:
    return Outcome(student=student, key="", status=Status.UNREADABLE, note=refusal_text(error))
