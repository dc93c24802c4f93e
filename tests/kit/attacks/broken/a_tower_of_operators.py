"""Builds an expression whose tree is too tall for the compiler to walk."""

# verdict: UNREADABLE CRASHED RAISED

add_batch = compile("-" * 200_000 + "1", "", "eval")
