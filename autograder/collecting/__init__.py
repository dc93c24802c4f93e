"""Collecting students' repositories: which commit counts, what is in it, what was changed."""
