"""Renderers: pure functions of a score report, one a format."""
