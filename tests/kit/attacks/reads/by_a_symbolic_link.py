"""Makes a symbolic link to the reference where it may write, and reads through that."""

# held: A B
# loses: verdict, files

import os
from pathlib import Path

LINK = "/tmp/kata_attack_symbolic_link"
if not os.path.lexists(LINK):
    os.symlink("/house/reference/06_training_steps/add_batch.py", LINK)
found = {}
exec(Path(LINK).read_text(), found)
add_batch = found["add_batch"]
