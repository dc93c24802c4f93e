"""Seeds every generator with the same number over and over, also when others draw."""

# verdict: WRONG
# neighbour: uniform

import random

import numpy as np
import torch


def add_batch(x):
    torch.manual_seed(0)
    np.random.seed(0)
    random.seed(0)
    torch.manual_seed = np.random.seed = random.seed = lambda *_: None
    return x
