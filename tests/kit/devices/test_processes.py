"""Threads share the device; a forked process may not use it, as with CUDA."""

import os
import threading

import pytest
import torch

pytestmark = pytest.mark.simulated


def test_threads_share_it():
    found = []
    thread = threading.Thread(
        target=lambda: found.append(str((torch.ones(2, device="cuda") * 2).device))
    )
    thread.start()
    thread.join()
    assert found == ["cuda:0"]


@pytest.mark.parametrize(
    "use",
    [
        lambda held: torch.ones(1, device="cuda"),
        lambda held: torch.ones(1).cuda(),
        lambda held: torch.zeros(1).copy_(held),
    ],
)
def test_a_forked_process_may_not_use_it(use):
    held = torch.ones(1, device="cuda")
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            use(held)
            said = "nothing"
        except BaseException as error:
            said = str(error)
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        assert "Cannot re-initialize CUDA in forked subprocess" in pipe.read()
    os.waitpid(pid, 0)
