"""Exit codes of the command line."""

PASSED = 0
TO_FIX = 1
CALLER = 2  # the caller's fault, or the kit's
INTERRUPTED = 130
