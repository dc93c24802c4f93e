"""Grading again what was saved: what has changed, what is known, what to show; no terminal."""
