"""A CUDA device without a GPU: real values, CUDA's devices and CUDA's errors, on the CPU.

    with simulated_cuda():
        torch.ones(3, device="cuda") + torch.ones(3)  # RuntimeError: ... on the same device ...

Its tensors are torch.Tensor with the device and the dispatch keys of CUDA, over the CPU's memory;
autograd, views, modules, optimisers and autocast are PyTorch's own C++. It belongs into a process
of its own (a worker), before that process's first backward().

Where something cannot be simulated honestly, SimulationGap is raised: the device check is not done
here, and it is nobody's mistake. Not simulated at all: sparse and quantized tensors, float8 where
a capsule holds none (PyTorch 2.8), torch.cuda.FloatTensor and its kin, CUDA graphs, NVTX, NCCL,
custom kernels, `pin_memory=True` in factory functions, `torch.version.cuda` and cuDNN (batch norm
names another function where it is given tensors of two devices). torch.compile runs a module as
it is.

What cannot be simulated: asynchrony (errors that come late, a forgotten synchronize, races of
streams and of non_blocking copies), speed, TF32 and the rounding of half precision, results that
differ from run to run, the numbers that a GPU draws (those of the simulation are others than the
CPU's too), running out of memory (statistics count the tensors that Python can see), a context
that is lost after a device-side assert, and that CPU and GPU have memory of their own.
"""

from autograder.devices.gap import SimulationGap
from autograder.devices.support import Support, simulation_support
from autograder.devices.switch import (
    install,
    is_staged,
    prepare,
    simulated_cuda,
    stage,
    uninstall,
)

__all__ = [
    "SimulationGap",
    "Support",
    "install",
    "is_staged",
    "prepare",
    "simulated_cuda",
    "simulation_support",
    "stage",
    "uninstall",
]
