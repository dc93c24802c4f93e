"""The door: `python grade.py` grades the exercises."""

import importlib.util
import sys

NEEDED = ("click", "hypothesis", "msgspec", "numpy", "rich", "torch", "watchfiles")

if __name__ == "__main__":
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        print(
            f"Torch Kata is not installed in this Python ({', '.join(missing)} missing). "
            "Run: python -m pip install -c constraints.txt -e .",
            file=sys.stderr,
        )
        sys.exit(2)
    from autograder.cli.main import main

    main()
