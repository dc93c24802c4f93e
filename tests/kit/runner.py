"""A runner of GitHub Actions, as far as a step sees one: its environment, and what it obeys."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

COMMAND = re.compile(r"\s*::([\w-]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)")


@dataclass(frozen=True)
class Step:
    """What a step did."""

    code: int
    log: str
    summary: str
    outputs: dict[str, str]

    @property
    def obeyed(self):
        """The commands that the runner obeys, each as (kind, properties, message)."""
        stopped, found = "", []
        for line in self.log.splitlines():
            if stopped:
                stopped = "" if line.strip() == f"::{stopped}::" else stopped
                continue
            match = COMMAND.match(line)
            if match and match[1] == "stop-commands":
                stopped = match[3]
            elif match:
                found.append((match[1], match[2] or "", match[3]))
        return found


def environment(folder: Path, workspace: Path, **changed: str | None) -> dict[str, str]:
    """What a step has; a variable that is `changed` to None is not set."""
    given = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        "GITHUB_OUTPUT": str(folder / "output.txt"),
        "GITHUB_WORKSPACE": str(workspace),
        "RUNNER_TEMP": str(folder),
        "TORCH_KATA_LANG": "en",
    } | changed
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")}
    return {name: value for name, value in (kept | given).items() if value is not None}


def step(workspace: Path, folder: Path, *command: str, **changed: str | None) -> Step:
    """Run a command as a step in `workspace`; `folder` has the runner's own files."""
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        command,
        cwd=workspace,
        env=environment(folder, workspace, **changed),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=250,
    )
    summary, output = folder / "summary.md", folder / "output.txt"
    lines = output.read_text().splitlines() if output.is_file() else []
    return Step(
        done.returncode,
        done.stdout,
        summary.read_text() if summary.is_file() else "",
        dict(line.split("=", 1) for line in lines),
    )


def ci(workspace: Path, folder: Path, *arguments: str, **changed: str | None) -> Step:
    """Run `python grade.py ci`."""
    return step(workspace, folder, sys.executable, "grade.py", "ci", *arguments, **changed)
