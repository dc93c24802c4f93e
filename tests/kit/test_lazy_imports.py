"""What torch imports late can still be imported by a confined worker."""

import pytest

from autograder.grading.verdict import Verdict


@pytest.mark.parametrize(
    "body",
    [
        "torch.func.vmap(lambda row: row)(x.unsqueeze(0))",
        "torch.func.grad(lambda a: a.sum())(torch.ones(1)); y = x.unsqueeze(0)",
        "torch.zeros(2, device='meta') + 1; y = x.unsqueeze(0)",
        "torch.compile(lambda a: a.unsqueeze(0))(x)",
    ],
)
def test_torch_works_in_a_worker_that_may_not_write(grade_text, body):
    text = f"import torch\n\ndef add_batch(x):\n    y = {body}\n    return y\n"
    result = grade_text("add_batch", text)
    if "vmap" in body or "compile" in body:  # it may compute something else, but it computes
        assert result.verdict in (Verdict.PASSED, Verdict.WRONG, Verdict.RAISED)
        assert "PermissionError" not in str(result.properties)
    else:
        assert result.verdict is Verdict.PASSED
