"""Returns a tensor over memory that is gone when it is looked at."""

# verdict: WRONG CRASHED

import ctypes

import torch

LIBC = ctypes.CDLL(None)
LIBC.malloc.restype = ctypes.c_void_p


def add_batch(x):
    size = 4 * max(1, x.numel())
    address = LIBC.malloc(ctypes.c_size_t(size))
    memory = (ctypes.c_char * size).from_address(address)
    y = torch.frombuffer(memory, dtype=torch.float32)
    LIBC.free(ctypes.c_void_p(address))
    return y
