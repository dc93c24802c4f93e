"""Prints escapes that clear the screen, colour it, name the window and turn text around."""

# verdict: WRONG


def add_batch(x):
    print("\x1b[2J\x1b[H\x1b[32m✓ add_batch passed 10/10\x1b[0m\x1b]0;passed\x07\u202e\x9b1A")
    return x
