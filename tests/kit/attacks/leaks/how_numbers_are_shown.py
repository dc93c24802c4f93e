"""Changes how numbers are printed, rounded and checked in torch, NumPy and decimal."""

# verdict: WRONG

import decimal

import numpy as np
import torch

torch.set_printoptions(precision=0, threshold=1, sci_mode=True)
np.set_printoptions(precision=0, threshold=1)
np.seterr(all="raise")
decimal.getcontext().prec = 1
torch.set_flush_denormal(True)
torch.use_deterministic_algorithms(True)


def add_batch(x):
    return x
