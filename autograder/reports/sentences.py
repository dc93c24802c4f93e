"""The sentences of feedback: verdicts, reasons, differences, labels."""

from __future__ import annotations

import math

from autograder.grading.score_report import Failure, Reason
from autograder.grading.verdict import Verdict
from autograder.language import N_, Language
from autograder.observation.describe import RAISED, RESULT
from autograder.reports.labels import label

VERDICTS = {
    Verdict.PASSED: N_("passed"),
    Verdict.WRONG: N_("wrong"),
    Verdict.RAISED: N_("raised an error"),
    Verdict.TIMED_OUT: N_("timed out"),
    Verdict.CRASHED: N_("crashed"),
    Verdict.OUT_OF_MEMORY: N_("out of memory"),
    Verdict.FORBIDDEN: N_("forbidden operation"),
    Verdict.UNSOLVED: N_("not started"),
    Verdict.UNREADABLE: N_("cannot be read"),
    Verdict.KIT_ERROR: N_("the kit failed"),
}

REASONS = {
    "missing_file": N_("The file {path} is missing. Put it back, with this name."),
    "unreadable_file": N_("The file {path} cannot be opened: {error}."),
    "too_large": N_("The file {path} is larger than {limit} KB; an exercise is a few lines."),
    "not_utf8": N_("The file {path} is not UTF-8 text (line {line}). Save it as UTF-8."),
    "link": N_("The file {path} is a link or behind one. Put the file itself in its place."),
    "not_a_file": N_("{path} is no ordinary file. Put a file with this name in its place."),
    "misnamed": N_("The file {path} is missing, but there is {found}. Spell it the same."),
    "claimed_twice": N_("{path} was submitted twice: as {first} and as {second}. Keep one."),
    "damaged_file": N_("The file {path} is damaged in the archive. Make the archive anew."),
    "packing": N_("The file {path} is packed in an unusual way. Make a plain zip file."),
    "awaited_in_cell": N_(
        "{name} is made by a line with await, which only a notebook can run. Define it without."
    ),
    "not_in_notebook": N_("No cell of the notebook defines {name}."),
    "empty": N_("The file defines no {name}. Did you delete or rename it?"),
    "missing_name": N_("The file does not define {name}, it defines {defines}. Keep the name."),
    "syntax_error": N_("Python cannot read the file: line {line}: {message}."),
    "raised_at_import": N_("The file fails when it is loaded, at line {line}: {type}: {message}"),
    "timed_out_at_import": N_(
        "The file was not loaded after {seconds} s. Is there a loop outside of the function?"
    ),
    "exited_at_import": N_(
        "The file ended Python (exit code {code}) while it was loaded. Remove what does that."
    ),
    "signalled_at_import": N_("Python crashed while the file was loaded ({signal})."),
    "printed_too_much_at_import": N_("The file printed more than {megabytes} MB when loaded."),
    "out_of_memory_at_import": N_("Memory ran out while the file was loaded."),
    "killed_at_import": N_(
        "It was ended from outside while the file was loaded, and held {megabytes} MB of memory."
    ),
    "too_many_threads_at_import": N_("The file started too many threads while it was loaded."),
    "protocol_at_import": N_("The file disturbed the grader's own channel while it was loaded."),
    "timed_out": N_("It had not finished after {seconds} s. Is there a loop that never ends?"),
    "no_time_left": N_("It was not run: the exercises before it had taken all of the time."),
    "exited": N_("It ended Python (exit code {code}) instead of returning. Remove what does that."),
    "signalled": N_("It crashed Python ({signal})."),
    "printed_too_much": N_("It printed more than {megabytes} MB. Remove the print from the loop."),
    "out_of_memory": N_("It ran out of memory."),
    "killed": N_("It was ended from outside while it held {megabytes} MB of memory."),
    "too_many_threads": N_("It started too many threads. Is there a loop that starts them?"),
    "protocol": N_("It disturbed the grader's own channel, so nothing it did could be judged."),
    "forbidden": N_("This exercise rules out {operation}, and your code calls it."),
    "too_many_calls": N_(
        "It made {calls} calls to torch ({operation} most often); at most {most} are allowed, "
        "however large the input. Is there a loop?"
    ),
    "not_imported": N_("It calls on {name}, which the file does not import. Add the line: {line}"),
    "parameters": N_("{name} should take ({wanted}); yours takes ({got})."),
    "unsteady": N_(
        "It gave another answer when the same inputs came again, in another order: what it "
        "returns may depend on its arguments only."
    ),
    "kit_properties": N_("The kit's own tests of this exercise cannot be loaded: {error}"),
    "kit_oracle": N_("The kit's own solution failed: {error}"),
    "kit_worker": N_("The kit could not start a worker: {error}"),
    "kit_killed": N_(
        "Somebody killed the kit's worker, not your code. Is the machine short of memory?"
    ),
    "kit_internal": N_("The kit failed: {error}"),
}

ON_TARGET = {
    "simulated": N_("It is right on the CPU, but not on a CUDA device (simulated here, cuda:0):"),
    "accelerator": N_("It is right on the CPU, but not on this machine's accelerator:"),
}
UNCHECKED = {
    "simulated": N_("What takes a device was not run on a simulated one: {reason}."),
    "accelerator": N_("What takes a device was not run on the accelerator: {reason}."),
}
NOT_SIMULATED = N_("Not run on a simulated device, which cannot do what it calls: {names}.")

_DIFFERENCES = {
    "error": N_("It raised {got}; it should raise {expected}."),
    "type": N_("{where} is of type {got}; it should be {expected}."),
    "length": N_("{where} has {got} items; it should have {expected}."),
    "keys": N_("{where} has the keys {got}; it should have {expected}."),
    "shape": N_("{where} has shape {got}; it should be {expected}."),
    "dtype": N_("{where} has dtype {got}; it should be {expected}."),
    "device": N_("{where} is on {got}; it should be on {expected}."),
    "values": N_("{where} is {got}; it should be {expected}."),
}
_NOTHING = N_("It returned None. Is a `return` missing?")
_RAISED_INSTEAD = N_("It raised {got} instead of returning.")
_RETURNED_INSTEAD = N_("It returned; it should raise {expected}.")
_UNUSABLE = N_("What it returned cannot be used: {got}.")
_ELEMENT = N_("{where}{index} is {got}; it should be {expected}.")
_DIFFER = N_("Different: {differ} of {count} elements.")
_ALSO = N_("Also different: {labels}.")
_FORGOTTEN = (("type", "", "'None'"), ("type", "result", "'None'"))


def reason_sentence(reason: Reason, say: Language) -> str:
    """Why a verdict was given."""
    return say(REASONS[reason.code], **reason.facts)


def difference_sentence(failure: Failure, say: Language) -> str:
    """The first thing that differs, in one sentence; empty where nothing was compared."""
    facts = {"got": failure.difference_got, "expected": failure.difference_expected}
    if not failure.difference:
        return ""
    if failure.difference == "unusable":
        return say(_UNUSABLE, **facts)
    if (failure.difference, failure.path, facts["got"]) in _FORGOTTEN:
        return say(_NOTHING)
    if failure.difference == "outcome":
        raised = any(part.label == "raised" for part in failure.got)
        facts["got"], facts["expected"] = facts["got"].strip("'"), facts["expected"].strip("'")
        return say(_RAISED_INSTEAD if raised else _RETURNED_INSTEAD, **facts)
    if failure.difference != "values":
        facts = {name: text.strip("'") for name, text in facts.items()}
    where = _where(failure.path, say)
    if failure.index:
        said = say(_ELEMENT, where=where, index=list(failure.index), **facts)
        return f"{said} {_how_many(failure, say)}".rstrip()
    return say(_DIFFERENCES[failure.difference], where=where, **facts)


def _how_many(failure: Failure, say: Language) -> str:
    """How many elements differ, where it may be more than the one that is named."""
    there = failure.got_there
    count = math.prod(there.shape or ()) if there is not None else 1
    if there is None or there.cells is None or count == 1:
        return ""
    return say(_DIFFER, differ=there.cells.differ, count=count)


def also_different(failure: Failure, say: Language) -> str:
    """Which labels differ besides the first; empty where there are none."""
    first = _label_of(failure.path)
    wanted = {part.label: part for part in failure.expected}
    labels = [
        label(part.label, say)
        for part in failure.got
        if part.label != first and part.label in wanted and part != wanted[part.label]
    ]
    return say(_ALSO, labels=", ".join(labels)) if labels and RAISED not in wanted else ""


def _where(path: str, say: Language) -> str:
    name = _label_of(path)
    return label(name, say) + path.removeprefix(name)


def _label_of(path: str) -> str:
    return path.split(".", maxsplit=1)[0].split("[", maxsplit=1)[0] or RESULT
