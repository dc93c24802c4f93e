"""Outcomes of programs as plain data, those recorded of real CUDA, and whether two agree.

An outcome is {"value": its repr}, {"raises": the exception's type, "message": its text} or, of a
program that ended Python, {"died": the exit code}. A record has instead of the message the parts
of it that are stable ("says"), and the `source` that it comes from.
"""

import json
import warnings
from pathlib import Path

import torch

FILE = Path(__file__).with_name("recorded.json")
READ = "from PyTorch's sources ({}), not run on a GPU"


def outcome_of(program):
    """Run a program."""
    torch.manual_seed(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return {"value": repr(program())}
        except BaseException as error:  # a SimulationGap too
            return {"raises": type(error).__name__, "message": str(error)}


def recorded():
    """The records of real CUDA, by program."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def write(records):
    """Write records, a program a line."""
    lines = (f"{json.dumps(name)}: {json.dumps(records[name])}" for name in sorted(records))
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def agrees(outcome, record):
    """Whether an outcome is the recorded one."""
    if "value" in record:
        return outcome.get("value") == record["value"]
    return outcome.get("raises") == record["raises"] and all(
        words in outcome["message"] for words in record["says"]
    )


def alike(first, second):
    """Whether two programs did the same: the same value, or an exception of the same type."""
    return [first.get(key) for key in ("value", "raises")] == [
        second.get(key) for key in ("value", "raises")
    ]


def new_record(outcome, old, source):
    """The record of what was seen on real CUDA; what was stable in the message stays if it can."""
    if "value" in outcome or agrees(outcome, old):
        kept = {"value": outcome["value"]} if "value" in outcome else old
        return {**kept, "source": source}
    said = [words for words in old.get("says", ()) if words in outcome["message"]]
    first_sentence = outcome["message"].partition("\n")[0].partition(". ")[0][:80]
    return {"raises": outcome["raises"], "says": said or [first_sentence], "source": source}
