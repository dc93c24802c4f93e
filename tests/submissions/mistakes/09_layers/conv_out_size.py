"""Work out the size of what a convolution returns."""


def conv_out_size(n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    """Count the places of the kernel."""
    if n + 2 * padding < dilation * kernel:
        raise ValueError("the kernel is too long")
    return (n + 2 * padding - dilation * kernel) // stride + 1
