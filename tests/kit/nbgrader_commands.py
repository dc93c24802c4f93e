"""Runs commands of nbgrader one after the other in one process, as `nbgrader` would each.

`python nbgrader_commands.py FILE`: a JSON list of [folder, arguments]; what each ended with goes to
standard output. Importing nbgrader takes longer than most of what it does.
"""

import json
import os
import sys
from pathlib import Path

from nbgrader.apps import NbGraderApp


def run(folder, arguments):
    """Run one command in a folder; its exit code."""
    os.chdir(folder)
    for app in (NbGraderApp, *NbGraderApp().subcommands.values()):
        (app[0] if isinstance(app, tuple) else app).clear_instance()
    try:
        NbGraderApp.launch_instance(arguments)
    except SystemExit as stop:
        return stop.code or 0
    return 0


if __name__ == "__main__":
    codes = [
        run(folder, arguments) for folder, arguments in json.loads(Path(sys.argv[1]).read_text())
    ]
    print(json.dumps(codes))
