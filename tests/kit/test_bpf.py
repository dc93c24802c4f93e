"""The assembler of filters: jumps land where their labels are, and the filter does what it says."""

import errno
import struct

import pytest

from autograder.child.confinement.bpf import AssemblyError, Program
from autograder.child.confinement.seccomp import ALLOWED, build, rules
from autograder.child.confinement.syscalls import AUDIT_ARCH, NUMBERS

ALLOW, ERROR, KILL = 0x7FFF0000, 0x00050000, 0x80000000
PID = 4321


def run(code, number, *arguments, machine):
    """Interpret a filter on one call, as the kernel would."""
    data = struct.pack("IIQ6Q", number, machine, 0, *arguments, *[0] * (6 - len(arguments)))
    instructions = list(struct.iter_unpack("HBBI", code))
    here, loaded = 0, 0
    while True:
        op, then, otherwise, value = instructions[here]
        here += 1
        if op == 0x20:
            (loaded,) = struct.unpack_from("I", data, value)
        elif op == 0x54:
            loaded &= value
        elif op == 0x06:
            return value
        else:
            taken = {0x15: loaded == value, 0x35: loaded >= value, 0x45: bool(loaded & value)}[op]
            here += then if taken else otherwise


@pytest.fixture(params=["x86_64", "aarch64"])
def call(request):
    """Ask the filter of a machine about a call by its name."""
    machine, numbers = AUDIT_ARCH[request.param], NUMBERS[request.param]

    def ask(name, *arguments, write=True):
        code = build(PID, request.param, write=write)
        number = numbers[name] if isinstance(name, str) else name
        return run(code, number, *arguments, machine=machine)

    ask.numbers = numbers
    return ask


def test_a_label_that_is_missing_behind_or_too_far_is_refused():
    program = Program()
    program.if_equal(1, then="nowhere")
    program.give(ALLOW)
    with pytest.raises(AssemblyError, match="no label"):
        program.assembled()
    program = Program()
    program.label("here")
    program.load(0)
    program.if_equal(1, then="here")
    program.give(ALLOW)
    with pytest.raises(AssemblyError, match="away"):
        program.assembled()
    with pytest.raises(AssemblyError, match="there already"):
        program.label("here")
    program = Program()
    program.if_equal(1, then="far")
    for _ in range(300):
        program.load(0)
    program.label("far")
    program.give(ALLOW)
    with pytest.raises(AssemblyError, match="300 instructions away"):
        program.assembled()
    program = Program()
    program.load(0)
    with pytest.raises(AssemblyError, match="ends with a verdict"):
        program.assembled()


def test_another_machine_or_the_other_abi_is_killed():
    code = build(PID, "x86_64", write=True)
    assert run(code, 0, machine=AUDIT_ARCH["aarch64"]) == KILL
    assert run(code, 0x40000000, machine=AUDIT_ARCH["x86_64"]) == KILL


def test_exactly_the_calls_of_the_list_are_allowed_whatever_their_arguments(call):
    ruled = {"clone", "kill", "tgkill", "socketpair", "open", "openat"} | {
        rule.name for rule in rules(PID)
    }
    names = {number: name for name, number in call.numbers.items()}
    for number in range(600):
        name = names.get(number)
        if name in ruled:
            continue
        verdict = call(number, 2**64 - 1, 2**64 - 1, 2**64 - 1)
        assert (verdict == ALLOW) == (name in ALLOWED), (number, name)


def test_what_is_not_allowed_fails_with_an_error_that_libraries_expect(call):
    assert call("clone3") == ERROR | errno.ENOSYS
    assert call("openat2") == ERROR | errno.ENOSYS
    assert call(500) == ERROR | errno.ENOSYS
    assert call(440) == ERROR | errno.EPERM


@pytest.mark.parametrize(
    ("name", "arguments", "allowed"),
    [
        ("clone", (0x3D0F00,), True),  # a thread
        ("clone", (17,), False),  # a process
        ("kill", (PID,), True),
        ("kill", (PID + 1,), False),
        ("kill", (0,), False),
        ("kill", (2**64 - 1,), False),
        ("kill", (PID, 19), True),
        ("kill", (PID, 9), False),  # only the kernel ends a worker so
        ("tgkill", (PID,), True),
        ("tgkill", (1,), False),
        ("tgkill", (PID, PID, 9), False),
        ("prlimit64", (0, 0, 0), True),
        ("prlimit64", (0, 0, 0x7000), False),
        ("prlimit64", (0, 0, 1 << 32), False),
        ("sched_setaffinity", (0,), True),
        ("sched_setaffinity", (1,), False),
        ("fcntl", (0, 3), True),
        ("fcntl", (0, 8), False),
        ("fcntl", (0, 1024), False),  # F_SETLEASE
        ("ioctl", (0, 0x5401), True),
        ("ioctl", (0, 0x5412), False),  # TIOCSTI
        ("prctl", (15,), True),
        ("prctl", (4,), False),
        ("prctl", (1,), False),
        ("socketpair", (1, 1), True),
        ("socketpair", (1, 0x80001), True),
        ("socketpair", (1, 2), False),
        ("socketpair", (2, 1), False),
    ],
)
def test_arguments_decide(call, name, arguments, allowed):
    assert (call(name, *arguments) == ALLOW) == allowed


@pytest.mark.parametrize(
    ("flags", "allowed"),
    [(0, True), (0o2000000, True), (1, False), (2, False), (0o100, False), (0o1000, False)],
)
def test_without_landlock_nothing_is_opened_for_writing(call, flags, allowed):
    assert (call("openat", 0, 0, flags, write=False) == ALLOW) == allowed
    assert call("openat", 0, 0, flags, write=True) == ALLOW


@pytest.mark.parametrize("machine", NUMBERS)
def test_no_number_stands_twice(machine):
    numbers = NUMBERS[machine].values()
    assert len(set(numbers)) == len(numbers)
    assert set(ALLOWED) <= set(NUMBERS["x86_64"])
