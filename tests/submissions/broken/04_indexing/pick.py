"""It forgets to return anything."""

import torch


def pick(scores, target):
    scores[torch.arange(len(scores)), target]
