"""Nests brackets so deeply that parsers written in C run out of stack."""

# verdict: UNREADABLE CRASHED

add_batch = eval("(" * 100_000 + ")" * 100_000)
