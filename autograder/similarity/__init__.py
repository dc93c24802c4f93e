"""Submissions that are the same up to names and layout, beyond what is likely: a hint."""
