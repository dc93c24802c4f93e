"""It prints without end."""


def to_numpy_safe(t):
    for _ in range(1_000_000):
        print("looking at the tensor:", "x" * 1000)
    return t.detach().cpu().numpy().copy()
