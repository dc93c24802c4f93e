"""Opens the reference's folder only as a path, and reads the file beneath that descriptor."""

# held: A

import os

folder = os.open("/house/reference/06_training_steps", os.O_PATH)
file = os.open("add_batch.py", os.O_RDONLY, dir_fd=folder)
found = {}
exec(os.read(file, 1 << 20), found)
add_batch = found["add_batch"]
