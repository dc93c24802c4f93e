"""Grading: from properties and a submission to verdicts and a score report."""
