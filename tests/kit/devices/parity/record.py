"""Records the outcomes of all programs on a machine with a real GPU.

    cd tests/kit && python -m devices.parity.record

rewrites recorded.json with the device's name, the version of PyTorch and the date, and prints the
programs whose outcome is another than the one that was recorded before.
"""

import sys
from datetime import UTC, datetime

from devices.parity.outcomes import agrees, new_record, recorded, write
from devices.parity.run import UnavailableError, outcomes


def main():
    """Run, compare, write; returns the exit code."""
    try:
        found, about = outcomes("real")
    except UnavailableError as error:
        print(f"Nothing was recorded: {error}.", file=sys.stderr)
        return 2
    today = datetime.now(UTC).date()
    source = f"{about['name']}, torch {about['torch']}, {today}"
    before, after = recorded(), {}
    for name, outcome in found.items():
        if "died" in outcome:
            print(f"{name}: the process ended with {outcome['died']}; the old record stays")
            after[name] = before[name]
            continue
        old = before.get(name, {"value": None})
        after[name] = new_record(outcome, old, source)
        if not agrees(outcome, old):
            print(f"{name}:\n  before {old}\n  now    {outcome}")
    write(after)
    print(f"{len(after)} outcomes, {source}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
