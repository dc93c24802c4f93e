"""The sentences of feedback: verdicts, reasons, differences, labels."""

from __future__ import annotations

from autograder.grading.score_report import Failure, Reason
from autograder.grading.verdict import Verdict
from autograder.language import N_, Language

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

# What probes call what they saw, with spaces for underscores.
LABELS = (
    N_("all from ds"),
    N_("all in the range"),
    N_("all of them alike"),
    N_("another layer adds parameters"),
    N_("are Subsets"),
    N_("are leaves"),
    N_("are linear"),
    N_("are probabilities"),
    N_("array write seen in tensor"),
    N_("as many below 0 as above"),
    N_("attributes"),
    N_("autograd on"),
    N_("base"),
    N_("batch sizes"),
    N_("batches"),
    N_("bias is None"),
    N_("both parts from everywhere"),
    N_("change of the first reaches the last"),
    N_("change of the last reaches the first"),
    N_("default device"),
    N_("device"),
    N_("dtype"),
    N_("dtypes"),
    N_("each layer adds parameters"),
    N_("each layer is trained"),
    N_("exception reached the caller"),
    N_("first loss"),
    N_("first loss is a mean"),
    N_("function taken for its answer"),
    N_("generator moved"),
    N_("global state untouched"),
    N_("gradient"),
    N_("gradient of kept elements only"),
    N_("gradient reaches x"),
    N_("gradients"),
    N_("gradients of one batch alone"),
    N_("hardly any number twice"),
    N_("has parameters"),
    N_("how many losses"),
    N_("in this order"),
    N_("in train mode"),
    N_("input"),
    N_("input gradient"),
    N_("inputs"),
    N_("inputs were on"),
    N_("is Conv2d"),
    N_("is a DataLoader"),
    N_("is a module"),
    N_("is leaf"),
    N_("is module"),
    N_("kept are multiplied by"),
    N_("last loss below one half"),
    N_("later tokens change nothing"),
    N_("length"),
    N_("length of the list"),
    N_("lengths"),
    N_("logits"),
    N_("loss falls"),
    N_("losses are floats"),
    N_("mask"),
    N_("mean in the middle"),
    N_("mode during the step"),
    N_("model has the same parameters"),
    N_("neighbours fall to parts independently"),
    N_("neighbours torn apart"),
    N_("new containers"),
    N_("new words repeated"),
    N_("next call gives others"),
    N_("next call gives the same"),
    N_("next epoch gives another order"),
    N_("next layer gets others"),
    N_("nine tenths of unseen images right"),
    N_("none above high"),
    N_("none below low"),
    N_("none twice"),
    N_("number written"),
    N_("on the cpu"),
    N_("order of tokens counts"),
    N_("other seed gives another split"),
    N_("other seed gives other orders"),
    N_("other seed gives others"),
    N_("other sequences change nothing"),
    N_("output gradient"),
    N_("padded"),
    N_("parameters"),
    N_("parameters are on"),
    N_("parameters move"),
    N_("parameters require grad"),
    N_("parameters with a gradient"),
    N_("pe is a buffer"),
    N_("raised"),
    N_("read too early"),
    N_("real positions finite"),
    N_("real positions unchanged"),
    N_("require grad"),
    N_("requires grad"),
    N_("result"),
    N_("result for minus x"),
    N_("result of a second call"),
    N_("same alone as in a batch"),
    N_("same as on the cpu"),
    N_("same along axis"),
    N_("same in the next call"),
    N_("same memory"),
    N_("same object"),
    N_("same objects"),
    N_("same seed gives the same numbers"),
    N_("same seed gives the same orders"),
    N_("same seed gives the same split"),
    N_("same share in every eighth of the range"),
    N_("same without padding"),
    N_("samples"),
    N_("samples in either"),
    N_("several losses"),
    N_("shape"),
    N_("shapes in state dict"),
    N_("shapes of parameters"),
    N_("share dropped"),
    N_("shares memory"),
    N_("still in the buffer"),
    N_("stopped by"),
    N_("target"),
    N_("target gradient"),
    N_("tensor write seen in array"),
    N_("trained on"),
    N_("transformed too early"),
    N_("view of x"),
    N_("w"),
    N_("weights were on"),
    N_("writer closed"),
    N_("written"),
    N_("x"),
    N_("x left alone"),
    N_("x requires grad"),
)

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
_FORGOTTEN = (("type", "", "'None'"), ("type", "result", "'None'"))


def reason_sentence(reason: Reason, say: Language) -> str:
    """Why a verdict was given."""
    return say(REASONS[reason.code], **reason.facts)


def label(name: str, say: Language) -> str:
    """What a label of a probe is called."""
    return say(name.replace("_", " "))


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
        return say(_ELEMENT, where=where, index=list(failure.index), **facts)
    return say(_DIFFERENCES[failure.difference], where=where, **facts)


def _where(path: str, say: Language) -> str:
    name = path.split(".", maxsplit=1)[0].split("[", maxsplit=1)[0]
    rest = path[len(name) :]
    return label(name or "result", say) + rest
