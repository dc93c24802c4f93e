"""Handing out: what a student's copy holds, and how it is written to a folder."""
