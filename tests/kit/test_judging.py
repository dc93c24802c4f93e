"""What is judged from the outside: errors, limits, forbidden operations, faults of the kit."""

import msgspec
import pytest

from autograder.grading.verdict import Verdict
from autograder.oracle.reference import ReferenceOracle
from autograder.worker.source import WorkerStartError


def test_a_students_exception_shows_their_own_lines_and_no_others(grade_text):
    result = grade_text(
        "add_batch",
        "def helper(x):\n    return x.nothing\n\n\ndef add_batch(x):\n    return helper(x)\n",
    )
    failure = result.properties[0].failure
    assert result.verdict is Verdict.RAISED
    assert [(t.line, t.function) for t in failure.trace] == [(6, "add_batch"), (2, "helper")]
    assert failure.trace[1].source == "return x.nothing"


def test_no_line_of_a_reference_is_in_a_report(grade):
    text = msgspec.json.encode(grade("mistakes", "add_batch")).decode()
    assert "unsqueeze(0)" not in text


def test_the_message_of_the_references_exception_is_not_shown(grade):
    result = grade("mistakes", "mse")
    failure = next(p.failure for p in result.properties if p.failure is not None)
    assert [(part.kind, part.text) for part in failure.expected] == [("ValueError", "")]


def test_a_failure_is_shown_on_a_small_case(grade_text):
    result = grade_text(
        "add_batch",
        "def add_batch(x):\n    if x.dim() == 3:\n        raise ValueError\n    return x[None]\n",
    )
    (x,) = result.properties[0].failure.inputs
    assert len(x.shape) == 3
    assert max(x.shape) <= 1


def test_printed_text_is_kept_without_its_control_codes(grade_text):
    result = grade_text(
        "add_batch", "print('\\x1b[31mred\\x1b[0m')\ndef add_batch(x):\n    return x[None]\n"
    )
    assert result.verdict is Verdict.PASSED
    assert result.printed.strip() == "red"


@pytest.mark.parametrize(
    "body",
    [
        "return torch.stack([row - x.mean(0) for row in x])",
        "return torch.tensor([[v - sum(c) / len(c) for v in c] for c in zip(*x.tolist())]).T",
    ],
)
def test_a_loop_where_none_is_allowed_is_forbidden_not_wrong(grade_text, body):
    result = grade_text("center_columns", f"import torch\ndef center_columns(x):\n    {body}\n")
    assert Verdict.FORBIDDEN in {p.verdict for p in result.properties}, result


def test_a_function_that_raises_not_implemented_later_is_not_started(grade_text):
    text = "def add_batch(x):\n    y = x\n    raise NotImplementedError('later')\n"
    assert grade_text("add_batch", text).verdict is Verdict.UNSOLVED


def test_patching_torch_in_the_worker_earns_nothing(grade_text):
    text = (
        "import torch\n"
        "torch.equal = torch.allclose = lambda *a, **k: True\n"
        "def add_batch(x):\n    return x\n"
    )
    assert grade_text("add_batch", text).verdict is Verdict.WRONG


def test_a_tensor_that_is_a_subclass_is_not_a_tensor(grade_text):
    text = (
        "import torch\n"
        "class T(torch.Tensor):\n    def __eq__(self, other): return True\n"
        "def add_batch(x):\n    return x[None].as_subclass(T)\n"
    )
    failure = grade_text("add_batch", text).properties[0].failure
    assert failure.difference == "type"


def test_a_huge_view_is_named_and_not_copied(grade_text):
    result = grade_text("add_batch", "def add_batch(x):\n    return x.sum().expand(10**6, 10**6)\n")
    assert result.verdict is Verdict.WRONG


def test_forged_frames_end_the_worker(grade_text):
    text = "import os\ndef add_batch(x):\n    os.write(3, b'\\xff' * 100)\n    return x[None]\n"
    result = grade_text("add_batch", text)
    assert result.verdict is Verdict.CRASHED
    assert result.properties[0].reason.code == "protocol"


def test_the_worker_never_holds_a_reference(grade_text):
    text = (
        "import gc, sys\n"
        "def add_batch(x):\n"
        "    ours = [n for n in sys.modules if n.startswith(('autograder.', 'reference'))]\n"
        "    secret = ('oracle', 'grading', 'reference')\n"
        "    names = [n for n in ours if n.split('.')[-2:][0] in secret]\n"
        "    found = [o for o in gc.get_objects() if type(o).__name__ == 'Misconception']\n"
        "    raise ValueError(f'{names} {found}')\n"
    )
    failure = grade_text("add_batch", text).properties[0].failure
    assert failure.got[0].text == "[] []"


def test_the_worker_has_a_clean_environment(grade_text, monkeypatch):
    monkeypatch.setenv("SECRET", "token")
    text = "import os\ndef add_batch(x):\n    raise ValueError(os.environ.get('SECRET'))\n"
    assert grade_text("add_batch", text).properties[0].failure.got[0].text == "None"


def test_a_reference_that_fails_is_the_kits_fault(grade_text, monkeypatch):
    def expected(self, prop, case, seed):
        from autograder.oracle.reference import OracleError

        raise OracleError("broken")

    monkeypatch.setattr(ReferenceOracle, "expected", expected)
    result = grade_text("add_batch", "def add_batch(x):\n    return x[None]\n")
    assert result.verdict is Verdict.KIT_ERROR
    assert result.properties[0].reason.code == "kit_oracle"


def test_a_worker_that_cannot_start_is_the_kits_fault(grade_text, workers, monkeypatch):
    def acquire():
        raise WorkerStartError("no processes left")

    monkeypatch.setattr(workers, "acquire", acquire)
    result = grade_text("add_batch", "def add_batch(x):\n    return x[None]\n")
    assert result.verdict is Verdict.KIT_ERROR
    assert result.reason.code == "kit_worker"


def test_a_zygote_that_was_killed_is_started_again(grade_text, workers):
    text = "def add_batch(x):\n    return x[None]\n"
    assert grade_text("add_batch", text).verdict is Verdict.PASSED
    workers._zygote.kill()
    workers._zygote.wait()
    assert grade_text("add_batch", text).verdict is Verdict.PASSED


def test_a_fault_of_the_kit_is_tried_once_more(monkeypatch, grade_text):
    right, asked = ReferenceOracle.expected, []

    def fails_at_first(self, prop, case, seed):
        asked.append(prop)
        if len(asked) == 1:
            raise MemoryError("for a moment")
        return right(self, prop, case, seed)

    monkeypatch.setattr(ReferenceOracle, "expected", fails_at_first)
    result = grade_text("add_batch", "def add_batch(x):\n    return x.unsqueeze(0)\n")
    assert result.verdict is Verdict.PASSED


def test_a_fault_of_the_kit_that_stays_costs_no_points(monkeypatch, grade_text):
    def fails(self, prop, case, seed):
        raise MemoryError("for good")

    monkeypatch.setattr(ReferenceOracle, "expected", fails)
    result = grade_text("add_batch", "def add_batch(x):\n    return x.unsqueeze(0)\n")
    assert result.verdict is Verdict.KIT_ERROR
    assert "for good" in str(result.reason)


def test_a_submission_that_breaks_what_a_run_needs_is_told_what_it_raised(grade_text):
    text = (
        "import torch\n"
        "def add_batch(x):\n    torch.set_grad_enabled = None\n    return x.unsqueeze(0)\n"
    )
    result = grade_text("add_batch", text)
    assert result.verdict is Verdict.RAISED
    assert result.properties[0].failure.got[0].text == "'NoneType' object is not callable"
