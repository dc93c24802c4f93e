"""Ends its process with exit code 0, as if all had gone well."""

# verdict: CRASHED

import os


def add_batch(x):
    os._exit(0)
