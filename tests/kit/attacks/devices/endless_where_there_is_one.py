"""Never finishes loading beside a device, where it has passed without one."""

# exercise: move_to
# verdict: TIMED_OUT CRASHED

import torch

while torch.cuda.is_available():
    pass


def move_to(x, device):
    return x if device.type == "cuda" else x.to(device)
