"""Work out the size of what a convolution returns."""


def conv_out_size(n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    """Return how many places a kernel finds along an axis of size `n`, as a Python int.

    The axis is made longer by `padding` at both ends. The kernel has `kernel` taps, each `dilation`
    places from the next, and lies wholly on the padded axis. It starts at its first place and is
    moved by `stride` at a time, as long as it stays on the axis: places left over at the end,
    fewer than a stride, are not used. All arguments are ints; `padding` is at least 0 and the
    others are at least 1. Raises ValueError where the kernel does not fit at all.
    """
    raise NotImplementedError
