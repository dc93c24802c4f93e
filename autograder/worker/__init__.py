"""The grader's side of a worker: start it, ask it, end it, whatever it does."""
