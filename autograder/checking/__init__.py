"""Proving that exercises are fit to grade with: what `python grade.py check` looks at."""
