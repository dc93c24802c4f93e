"""Returns a wrong answer, and lets a thread write other values into it while it is looked at."""

# verdict: WRONG

import threading

import torch


def scribble(y):
    while True:
        y.add_(1)


def add_batch(x):
    y = torch.zeros(1, *x.shape)
    threading.Thread(target=scribble, args=(y,), daemon=True).start()
    return y
