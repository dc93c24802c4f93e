"""Settings of torch that keep its C++ on the ways that are simulated."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch

# Each with what reads it and what sets it, and the value that is needed.
_ALWAYS = (
    # torch.tensor(..., device="cuda") makes its tensor on the CPU and copies it at the end
    (torch._C._only_lift_cpu_tensors, torch._C._set_only_lift_cpu_tensors, True),
    (torch._C._get_cudnn_enabled, torch._C._set_cudnn_enabled, False),
)
# A build with CUDA chooses a fused kernel for attention by asking the driver about the device.
_WITH_CUDA = (
    (torch._C._get_flash_sdp_enabled, torch._C._set_sdp_use_flash, False),
    (torch._C._get_mem_efficient_sdp_enabled, torch._C._set_sdp_use_mem_efficient, False),
    (torch._C._get_cudnn_sdp_enabled, torch._C._set_sdp_use_cudnn, False),
)


def settle_thread_pool() -> None:
    """Let one thread replace the pool that a forked process has inherited, before many use it.

    Setting the number of threads does that once after a fork, without a lock (caffe2's
    pthreadpool()), and each of autograd's threads for devices begins by setting it: where two of
    them met there, the process was aborted.
    """
    torch.set_num_threads(torch.get_num_threads())


@contextmanager
def simulated_ways() -> Iterator[None]:
    """Set what is needed, and put back what was set before."""
    wanted: tuple[Any, ...] = _ALWAYS + (_WITH_CUDA if torch.version.cuda else ())
    before = [(put, get()) for get, put, _ in wanted]
    try:
        for _, put, value in wanted:
            put(value)
        yield
    finally:
        for put, value in before:
            put(value)
