"""Work out the size of what a convolution returns."""


def conv_out_size(n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    """Count where the kernel may start."""
    last_start = n + 2 * padding - (dilation * (kernel - 1) + 1)
    starts = range(0, last_start + 1, stride)
    if not starts:
        raise ValueError("the kernel is too long")
    return len(starts)
