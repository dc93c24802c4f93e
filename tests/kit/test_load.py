"""The worker's side, in this process: loading a student's text and answering requests."""

import pytest
import torch

from autograder.child.load import load_submission
from autograder.child.serve import load_probes, serve
from autograder.child.settle import NOT_LOOKED_AT, Settling
from autograder.exercise import House
from autograder.grading.explore import draw_cases
from autograder.wire.codec import FrameReader, encode, frame
from autograder.wire.messages import (
    OBSERVATION,
    REPLY,
    Done,
    Load,
    Loaded,
    Observed,
    Reached,
    Run,
    Settle,
)

HOUSE = House()
(ADD_BATCH,) = HOUSE.select(["add_batch"])


def load(source, symbol="f"):
    return load_submission(Load(source, "student.py", "f", symbol))


def test_the_function_or_class_of_the_name_is_loaded():
    loaded, found = load("def f(a, *, b=1):\n    return a\n")
    assert (loaded, found.main(3)) == (Loaded(parameters="a, b"), 3)
    assert load("class F:\n    def __init__(self, x): ...", "F")[0].parameters == "x"


def test_companions_are_loaded_beside_it_and_missed_like_it():
    request = Load("def f(): ...\ndef g(): return 2\n", "student.py", "f", "f", ("g",))
    assert load_submission(request)[1].companions["g"]() == 2
    request = Load("def f(): ...\n", "student.py", "f", "f", ("g",))
    assert load_submission(request)[0].missing == "g"


def test_a_stub_with_companions_is_one_only_while_all_are():
    todo = "def {}(): raise NotImplementedError\n"
    stub = todo.format("f") + todo.format("g")
    assert load_submission(Load(stub, "s.py", "f", "f", ("g",)))[0].unsolved
    begun = todo.format("f") + "def g(): ...\n"
    assert not load_submission(Load(begun, "s.py", "f", "f", ("g",)))[0].unsolved


@pytest.mark.parametrize(
    "source",
    [
        "def f(x):\n    raise NotImplementedError\n",
        "def f(x):\n    '''Doc.'''\n    raise NotImplementedError('todo')\n",
        "class f:\n    def __init__(self):\n        raise NotImplementedError\n",
    ],
)
def test_a_stub_is_known_by_its_body(source):
    assert load(source) == (Loaded(unsolved=True), None)


@pytest.mark.parametrize(
    ("source", "kind", "line"),
    [
        ("x = (", "SyntaxError", 1),
        ("def f():\n\tif 1:\n        pass\n", "TabError", 3),
        ("x = 1\nraise SystemExit", "SystemExit", 2),
        ("import nothing_of_this_name", "ModuleNotFoundError", 1),
        ("(" * 10000, "SyntaxError", 1),
    ],
)
def test_what_fails_to_load_says_where(source, kind, line):
    loaded, found = load(source)
    assert found is None
    assert loaded.raised.type in (kind, "MemoryError")
    assert loaded.raised.frames[-1].line in (line, 0)


def test_an_exception_that_cannot_be_said_is_still_recorded():
    source = "class E(Exception):\n    def __str__(self): return 1 / 0\nraise E\n"
    raised = load(source)[0].raised
    assert raised.type.endswith("E")
    assert "ZeroDivisionError" in raised.message


def test_a_missing_name_says_what_there_is():
    loaded, found = load("import torch\ndef g(): ...\nf = 3\n")
    assert (loaded.missing, loaded.defines, found) == ("f", ("g",), None)


class Channel:
    """A stream whose requests are known before."""

    def __init__(self, *requests):
        self.incoming = [frame(encode(request)) for request in requests] + [b""]
        self.outgoing = b""

    def read(self):
        return self.incoming.pop(0)

    def write(self, data):
        self.outgoing += data

    @property
    def replies(self):
        return [REPLY.decode(payload) for payload in FrameReader().feed(self.outgoing)]


def test_requests_are_answered_case_by_case(tmp_path):
    probes, failures = load_probes([str(HOUSE.properties(ADD_BATCH)), str(tmp_path / "no.py")])
    assert list(failures) == [str(tmp_path / "no.py")]
    (prop,) = probes["add_batch"].values()
    cases = draw_cases(prop, seed=1, examples=5)
    text = "def add_batch(x):\n    if x.dim() == 1: raise KeyboardInterrupt\n    return x[None]\n"
    channel = Channel(
        Load(text, "student.py", "add_batch", "add_batch"),
        Run(prop.name, 1, tuple(cases)),
        Settle(),
    )
    threads = torch.get_num_threads()
    try:
        serve(channel, probes, Settling())
    finally:
        torch.set_num_threads(threads)
    reached, loaded, *observed, done, settled = channel.replies
    assert reached == Reached()
    assert isinstance(loaded, Loaded)
    assert isinstance(done, Done)
    assert settled == NOT_LOOKED_AT
    assert [answer.number for answer in observed] == list(range(len(cases)))
    kinds = {OBSERVATION.decode(answer.observation).raised is None for answer in observed}
    assert all(isinstance(answer, Observed) for answer in observed)
    assert kinds <= {True, False}
