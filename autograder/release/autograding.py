"""GitHub Classroom's old autograding.json, for tools that read it: a unit is all or nothing."""

from __future__ import annotations

import json

from autograder.course import standing
from autograder.exercise import House
from autograder.language import language
from autograder.memory import Memory

_MINUTES = 10
_INSTALL = "python -m pip install -c constraints.txt -e ."


def autograding(house: House) -> bytes:
    """The file for the units of a house; units of extra credit are left out."""
    stands = [standing(house, unit, Memory(), language("en")) for unit in house.units]
    tests = [
        {
            "name": f"{stand.unit.name}: {stand.title}",
            "setup": _INSTALL,
            "run": f"python grade.py {stand.unit.name}",
            "input": "",
            "output": "",
            "comparison": "included",
            "timeout": _MINUTES,
            "points": round(stand.most),
        }
        for stand in stands
        if not stand.extra
    ]
    return json.dumps({"tests": tests}, indent=2, ensure_ascii=False).encode() + b"\n"
