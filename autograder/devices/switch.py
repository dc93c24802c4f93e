"""Switching the simulation on and off: all of it or nothing, and nothing stays behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from autograder.devices.gap import SimulationGap
from autograder.devices.guard import MOST_DEVICES, device_guard, has_several_devices
from autograder.devices.hooks import accelerator_hooks
from autograder.devices.machine import Machine
from autograder.devices.native import forget_that_cuda_was_initialised
from autograder.devices.operators import operator_table
from autograder.devices.registration import registered_kernels
from autograder.devices.self_test import self_test
from autograder.devices.settings import settle_thread_pool, simulated_ways
from autograder.devices.support import simulation_support
from autograder.devices.surface.driver import device_patches
from autograder.devices.surface.memory import memory_patches
from autograder.devices.surface.patches import patched
from autograder.devices.surface.streams import stream_patches
from autograder.devices.surface.tensors import class_patches
from autograder.devices.vtable import CUDA_HOOKS, virtual_functions

NAME = "Simulated CUDA device"


@dataclass
class _Installed:
    """A simulation that is on, how often it was asked for, and how it ends."""

    machine: Machine
    end: ExitStack
    times: int = 1


_installed: list[_Installed] = []  # one at most: torch's registries are the process's
_staged: list[_Installed] = []  # one at most, that was switched on for processes to be forked


def prepare() -> None:
    """Read what torch's files say of its operators: a process that forks others does it once.

    It changes nothing in torch. SimulationGap where the files are not there.
    """
    operator_table()
    virtual_functions(CUDA_HOOKS)


def install(*, count: int = 1, name: str = NAME) -> None:
    """Have `count` CUDA devices in this process, until as many calls of `uninstall`.

    SimulationGap, and nothing changed, where that cannot be. It has to come before the first
    backward() of the process.
    """
    if _installed:
        on = _installed[0].machine
        if (on.count, on.name) != (count, name):
            raise ValueError(f"{on.count} simulated devices are installed already: {on.name}")
        _installed[0].times += 1
        return
    if not is_staged() and not (support := simulation_support()).available:
        raise SimulationGap(str(support))
    if not 1 <= count <= MOST_DEVICES:
        raise ValueError(f"count is {count}; it can be 1 to {MOST_DEVICES}")
    if count > 1 and not has_several_devices():
        raise SimulationGap("more than one device needs PyTorch 2.10")
    with ExitStack() as stack:
        machine = _take_over(stack, count, name) or _switch_on(stack, count, name)
        settle_thread_pool()
        self_test()
        _installed.append(_Installed(machine, stack.pop_all()))


def stage(*, count: int = 1, name: str = NAME) -> None:
    """Switch devices on for processes that will be forked from this one, and `install` them there.

    That saves each of them most of the time. This process itself may not touch them, as one that
    forks may not touch CUDA: what begins threads is left to `install`. SimulationGap as there.
    """
    if _staged or _installed:
        raise ValueError("simulated devices are there already")
    if not (support := simulation_support()).available:
        raise SimulationGap(str(support))
    with ExitStack() as stack:
        machine = _switch_on(stack, count, name)
        _staged.append(_Installed(machine, stack.pop_all()))


def is_staged() -> bool:
    """Whether the process that forked this one has staged devices, which nobody took over yet."""
    return bool(_staged) and _staged[0].machine.is_forked


def _take_over(stack: ExitStack, count: int, name: str) -> Machine | None:
    """The machine that the process which forked this one has staged, if it is the wanted one."""
    if not is_staged():
        return None
    machine, end = _staged[0].machine, _staged.pop().end
    if (machine.count, machine.name) != (count, name):
        end.close()
        return None
    stack.push(end)
    machine.take_over()
    return machine


def uninstall() -> None:
    """Take back one `install`; the last one ends the simulation, and tensors on it are of no use.

    Does nothing where none is installed.
    """
    if not _installed:
        return
    _installed[0].times -= 1
    if _installed[0].times == 0:
        _installed.pop().end.close()


@contextmanager
def simulated_cuda(*, count: int = 1, name: str = NAME) -> Iterator[None]:
    """Have CUDA devices within a `with`: `install` and `uninstall`."""
    install(count=count, name=name)
    try:
        yield
    finally:
        uninstall()


def _switch_on(stack: ExitStack, count: int, name: str) -> Machine:
    stack.enter_context(device_guard())
    stack.enter_context(accelerator_hooks())
    machine = Machine(count, name)
    stack.enter_context(registered_kernels(machine))
    stack.callback(forget_that_cuda_was_initialised)
    stack.enter_context(patched(device_patches(machine)))
    stack.enter_context(patched(memory_patches(machine)))
    stack.enter_context(patched(stream_patches(machine)))
    stack.enter_context(patched(class_patches(machine)))
    stack.enter_context(simulated_ways())
    return machine
