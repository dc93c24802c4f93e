"""Imports a package that is not installed."""

# verdict: RAISED

import a_package_that_nobody_has


def add_batch(x):
    return a_package_that_nobody_has.add_batch(x)
