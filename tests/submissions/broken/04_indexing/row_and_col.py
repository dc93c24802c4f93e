"""It needs a package that is not installed."""

import a_package_that_nobody_has


def row_and_col(x, i, j):
    return a_package_that_nobody_has.rows(x, i, j)
