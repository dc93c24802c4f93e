"""Burns processor time in every thread it can have, and takes no notice of the signal at its limit."""

# verdict: TIMED_OUT
# exercise: with_leading_dim

import signal
import threading

import torch

signal.signal(signal.SIGXCPU, signal.SIG_IGN)


def burn():
    x = torch.randn(300, 300)
    while True:
        x = x @ x


def with_leading_dim(x, n):
    for _ in range(8):
        threading.Thread(target=burn, daemon=True).start()
    burn()
