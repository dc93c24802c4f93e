"""It leaves Python."""

import sys


def from_list(data):
    sys.exit(0)
