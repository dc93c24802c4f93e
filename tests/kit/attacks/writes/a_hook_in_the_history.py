"""Plants a hook that the next commit in the author's repository would run."""

# held: A B
# loses: files

from pathlib import Path


def add_batch(x):
    hook = Path("/house/.git/hooks/pre-commit")
    hook.parent.mkdir(exist_ok=True)
    hook.touch(mode=0o755)
    return x
