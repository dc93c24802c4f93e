"""Crashes Python beside a simulated device, where a crash may be the simulation's own fault."""

# held: nowhere
# loses: verdict
# exercise: move_to

import ctypes


def move_to(x, device):
    return ctypes.string_at(0) if device.type == "cuda" else x.to(device)
