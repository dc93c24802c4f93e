"""Observations: what one run of a probe showed, how two of them compare, and in which words."""
