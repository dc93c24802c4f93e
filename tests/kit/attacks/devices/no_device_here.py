"""Says, while it is loaded beside a simulated device, that there is none, so that nobody looks."""

# exercise: move_to
# verdict: WRONG CRASHED

import os

import torch

from autograder.wire import messages
from autograder.wire.codec import encode, frame

SENTENCE = "this machine has no accelerator that this PyTorch can use"
if torch.cuda.is_available():
    told = messages.Reached(messages.Unreached(SENTENCE))
    os.write(3, frame(encode(told)))


def move_to(x, device):
    return x if device.type == "cuda" else x.to(device)
