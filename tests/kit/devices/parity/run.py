"""Runs programs in processes of their own, on a real CUDA device or on a simulated one.

    python -m devices.parity.run real|simulated|untried NAME...

writes what the device is, then the outcome of each program, one JSON object a line. `untried` is
the simulated device with a PyTorch that it was not tried with.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import torch
from devices.parity.outcomes import outcome_of
from devices.parity.programs import LOSING, PROGRAMS

from autograder.devices import SimulationGap, install, support

HERE = Path(__file__).resolve().parents[2]
ROOT = HERE.parents[1]


class UnavailableError(RuntimeError):
    """The device is not to be had here; the message says why."""


def outcomes(device, names=tuple(PROGRAMS)):
    """The outcome of each program, and what the device is; raises UnavailableError.

    A process that dies ends the program that it died in, and the rest goes on in another.
    """
    alone = set(LOSING if device == "real" else ())
    waiting = [[name for name in names if name not in alone]]
    waiting += [[name] for name in names if name in alone]
    found, about = {}, {}
    for group in waiting:
        while group:
            about, done, code = _in_a_process(device, group)
            found |= done
            group = [name for name in group if name not in done]  # noqa: PLW2901
            if group:
                found[group.pop(0)] = {"died": code}
    return found, about


def _in_a_process(device, names):
    hidden = {} if device == "real" else {"CUDA_VISIBLE_DEVICES": "", "HIP_VISIBLE_DEVICES": ""}
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    run = subprocess.run(
        [sys.executable, "-m", "devices.parity.run", device, *names],
        cwd=HERE,
        env={**os.environ, **hidden, "PYTHONPATH": path, "OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        text=True,
        timeout=240,
    )
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    if not lines:
        raise RuntimeError(f"the process of the programs ended with {run.returncode}")
    about, *done = lines
    if "unavailable" in about:
        raise UnavailableError(about["unavailable"])
    return about, dict(done), run.returncode


def _reach(device):
    """Make the device ready in this process, and say what it is."""
    if device == "real":
        if not torch.cuda.is_available():
            return {"unavailable": "this machine has no CUDA device that this PyTorch can use"}
        return {"name": torch.cuda.get_device_name(), "torch": torch.__version__}
    if device == "untried":
        release = ".".join(torch.__version__.split(".")[:2])
        support.TRIED_TORCH = (*support.TRIED_TORCH, release)
    try:
        install()
    except SimulationGap as gap:
        return {"unavailable": str(gap)}
    return {"name": "simulated", "torch": torch.__version__}


def main(device, *names):
    torch.set_num_threads(1)
    about = _reach(device)
    print(json.dumps(about), flush=True)
    for name in () if "unavailable" in about else names:
        print(json.dumps([name, outcome_of(PROGRAMS[name])]), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
