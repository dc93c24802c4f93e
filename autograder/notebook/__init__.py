"""Grading in a notebook: `%load_ext autograder`, then `%grade EXERCISE`."""
