"""Never finishes loading."""

# verdict: TIMED_OUT
# exercise: with_leading_dim

while True:
    pass
