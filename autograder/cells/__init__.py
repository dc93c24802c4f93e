"""Cells of a notebook: which of them define an exercise, and what those need of others."""
