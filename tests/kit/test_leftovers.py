"""What a submission leaves changed in its process is found, each thing by its name."""

import gc
import os
import random
import signal
import subprocess
import sys
import threading
import types
import warnings
from pathlib import Path

import numpy as np
import pytest
import torch


def work():
    """What honest submissions do: train, draw, count, import."""
    layer = torch.nn.Linear(2, 2)
    optimiser = torch.optim.SGD(layer.parameters(), lr=0.1)
    layer(torch.rand(3, 2)).sum().backward()
    optimiser.step()
    with torch.no_grad(), warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        random.random()
        np.ones(3).sum()
    import colorsys  # noqa: F401 - nothing else imports it
    import wave  # noqa: F401


SETTINGS = {
    "default dtype": lambda: torch.set_default_dtype(torch.float64),
    "default device": lambda: torch.set_default_device("meta"),
    "gradient mode": lambda: torch.set_grad_enabled(False),
    "anomaly mode": lambda: torch.autograd.set_detect_anomaly(True),
    "deterministic mode": lambda: torch.set_deterministic_debug_mode("default"),
    "precision of matmul": lambda: torch.set_float32_matmul_precision("medium"),
    "denormal numbers": lambda: torch.set_flush_denormal(True),
    "hooks on modules": lambda: torch.nn.modules.module.register_module_forward_hook(print),
    "errors of NumPy": lambda: np.seterr(all="raise"),
    "print options": lambda: torch.set_printoptions(precision=1),
    "environment": lambda: os.environ.update(LEFT="behind"),
    "working directory": lambda: os.chdir("/usr"),
    "import path": lambda: sys.path.insert(0, "/nowhere"),
    "standard streams": lambda: setattr(sys, "stdout", None),
    "recursion limit": lambda: sys.setrecursionlimit(5000),
    "trace function": lambda: sys.setprofile(lambda *_: None),
    "garbage collection": gc.disable,
    "warnings": lambda: warnings.simplefilter("error"),
    "signal handlers": lambda: signal.signal(signal.SIGUSR1, signal.SIG_IGN),
    "timers": lambda: signal.setitimer(signal.ITIMER_VIRTUAL, 1000),
    "running threads": lambda: threading.Thread(target=threading.Event().wait, daemon=True).start(),
    "open files": lambda: os.open("/dev/null", os.O_RDONLY),
    "module left": lambda: sys.modules.update(left=types.ModuleType("left")),
    "module random": lambda: sys.modules.update(random=types.ModuleType("random")),
    "torch.zeroes": lambda: setattr(torch, "zeroes", torch.zeros),
    "torch.add": lambda: setattr(torch, "add", None),
    "torch.nn.functional.relu": lambda: setattr(torch.nn.functional, "relu", torch.tanh),
    "builtins.divmod": lambda: setattr(__import__("builtins"), "divmod", max),
    "Tensor.__add__": lambda: setattr(torch.Tensor, "__add__", lambda a, b: a),
    "Linear.forward": lambda: setattr(torch.nn.Linear, "forward", lambda m, x: x),
}
PROGRAM = """
from test_leftovers import SETTINGS, work
from autograder.child.leftovers import Baseline
from autograder.observation.run import reset_state
from autograder.preload import preload_optimisers
preload_optimisers()
reset_state(0)
baseline = Baseline()
work()
print(baseline.changed() == (), "honest work", baseline.changed())
for name in {names}:
    reset_state(0)
    baseline = Baseline()
    SETTINGS[name]()
    found = baseline.changed()
    print(name in found, name, found, file=__import__("sys").__stdout__, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has none of these signals and timers")
def test_what_is_changed_is_found_by_its_name_and_honest_work_changes_nothing():
    program = PROGRAM.format(names=[*SETTINGS])
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=100,
        cwd=Path(__file__).parent,
    )
    lines = done.stdout.splitlines()
    assert [line for line in lines if not line.startswith("True")] == [], done.stderr
    assert len(lines) == 1 + len(SETTINGS), done.stderr
