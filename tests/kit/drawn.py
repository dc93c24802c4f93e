"""What is drawn of two values, as text: for the tests of drawings."""

import io

from rich.console import Console
from rich.padding import Padding

from autograder.grading.diagnose import Witness
from autograder.grading.failure import describe_failure
from autograder.language import language
from autograder.property import Property
from autograder.reports.drawing.comparison import render_difference
from autograder.wire.record import Observation
from autograder.wire.values import to_plain

PROPERTY = Property("f", "test_holds", "成立", 1, lambda f: f, {})


def printed(content, width=80, **options):
    """What a console prints, without spaces at the ends of lines."""
    out = io.StringIO()
    options = {"color_system": None, "highlight": False} | options
    Console(file=out, width=width, **options).print(content, crop=False)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def failure_of(expected, got):
    """The failure of a probe that shows `got` where `expected` should be."""
    want, have = (Observation(to_plain(value)) for value in (expected, got))
    return describe_failure(PROPERTY, Witness(PROPERTY, {}, 1, have, failed=True), want, "")


def drawn(expected, got, width=80, **options):
    """What is drawn of the first difference between two values; empty where a sentence says it."""
    content = render_difference(failure_of(expected, got), language("en"))
    return "" if content is None else printed(Padding(content, 0), width, **options)
