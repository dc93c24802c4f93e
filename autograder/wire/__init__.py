"""What crosses a process boundary: plain data, and its bytes."""
