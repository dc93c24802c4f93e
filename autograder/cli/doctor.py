"""`python grade.py doctor`: what this machine offers, what is missing, and what that means."""

from __future__ import annotations

import platform
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.cli.exits import CALLER, PASSED
from autograder.language import N_, Language, language, preferred

TORCH_LEAST = (2, 8)


class Finding(NamedTuple):
    """One thing that was looked at: whether it is as it should be, and what that means."""

    good: bool
    name: str
    found: str
    means: str = ""


def run(*, lang: str | None) -> int:
    """Print what was found; the exit code is 2 where nothing can be graded."""
    say = language(lang or preferred())
    console = Console(highlight=False)
    findings = [*software(say), *_accelerators(say), _simulation(say), *_layers(say)]
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for finding in findings:
        mark = Text("✓", style="green") if finding.good else Text("!", style="yellow")
        table.add_row(mark, Text(finding.name, style="bold"), finding.found)
        if finding.means:
            table.add_row("", "", Text(finding.means, style="dim"))
    console.print(table)
    console.print(f"\n{_conclusion(say)}")
    return PASSED if all(f.good for f in findings if f.name in ("torch", "Python")) else CALLER


def software(say: Language) -> Iterator[Finding]:
    """What has to be installed."""
    python = sys.version_info >= (3, 11)
    advice = "" if python else say(N_("Python 3.11 or newer is needed."))
    yield Finding(python, "Python", platform.python_version(), advice)
    try:
        version = metadata.version("torch")
    except metadata.PackageNotFoundError:
        advice = say(N_("It is missing: install the kit again."))
        yield Finding(good=False, name="torch", found="–", means=advice)
        return
    number = tuple(int(part) for part in version.split("+")[0].split(".")[:2])
    advice = (
        ""
        if number >= TORCH_LEAST
        else say(N_("{least} or newer is needed."), least=".".join(map(str, TORCH_LEAST)))
    )
    yield Finding(not advice, "torch", version, advice)
    for name in ("numpy", "hypothesis"):
        yield Finding(good=True, name=name, found=metadata.version(name))


def _accelerators(say: Language) -> Iterator[Finding]:
    import torch

    name = say(N_("accelerator"))
    if torch.accelerator.is_available():
        device = torch.accelerator.current_accelerator()
        count = torch.accelerator.device_count()
        yield Finding(good=True, name=name, found=f"{device}, {count}")
    else:
        text = say(N_("None is needed: everything here can be graded on the CPU."))
        yield Finding(good=True, name=name, found=say(N_("none")), means=text)


def _simulation(say: Language) -> Finding:
    """Whether the simulated device works, tried in a process of its own, as a worker does."""
    import msgspec

    from autograder.child.confine import clean_environment
    from autograder.target import FAILED, Target
    from autograder.wire.messages import Unreached
    from autograder.worker.source import interpreter_command

    command = interpreter_command("autograder.child.reach", Target.SIMULATED.value)
    tried = subprocess.run(
        command, env=clean_environment(), capture_output=True, text=True, check=False
    )
    name = say(N_("simulated CUDA"))
    if not tried.returncode and not tried.stdout:
        return Finding(good=True, name=name, found=say(N_("works")))
    said = Unreached(FAILED, {"error": (tried.stderr.strip().splitlines() or ["?"])[-1]})
    if tried.stdout:
        said = msgspec.json.decode(tried.stdout, type=Unreached)
    text = say(N_("Mistakes with devices are found only where there is a GPU."))
    found = say(N_("none: {reason}"), reason=say(said.sentence, **said.facts))
    return Finding(good=False, name=name, found=found, means=text)


def _layers(say: Language) -> Iterator[Finding]:
    """Each layer round a submission, and what would be possible without it."""
    linux = sys.platform == "linux"
    yield Finding(
        linux,
        say(N_("own process")),
        say(N_("forked, a fresh one an exercise")) if linux else say(N_("spawned, kept")),
        "" if linux else say(N_("Slower to start; kept while a submission leaves it as it was.")),
    )
    landlock, seccomp = 0, False
    if linux:
        from autograder.child.confinement.landlock import landlock_abi
        from autograder.child.confinement.seccomp import seccomp_available

        landlock, seccomp = landlock_abi(), seccomp_available()
    yield Finding(
        landlock > 0,
        "Landlock",
        say(N_("version {number}"), number=landlock) if landlock else say(N_("none")),
        ""
        if landlock
        else say(N_("A submission can read files, solutions among them. Linux 5.13 has it.")),
    )
    yield Finding(
        seccomp,
        "seccomp",
        say(N_("there")) if seccomp else say(N_("none")),
        ""
        if seccomp
        else say(N_("A submission can start programs, use the network and write files.")),
    )
    if linux and not Path("/proc/self/stat").exists():
        text = say(N_("The memory that a submission shares between its parts is not watched."))
        yield Finding(good=False, name="/proc", found=say(N_("none")), means=text)


def _conclusion(say: Language) -> str:
    from autograder.child.confinement.detect import best_level

    level = best_level()
    meaning = {
        "A": N_("nothing a submission does can read an answer or change a grade"),
        "B": N_("a submission cannot write, but it can read files: keep solutions elsewhere"),
        "C": N_("good for your own work; to mark others', use Linux"),
    }[level]
    return say(N_("Isolation level {level}: {meaning}."), level=str(level), meaning=say(meaning))
