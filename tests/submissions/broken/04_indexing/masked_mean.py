"""It calls itself without end."""


def masked_mean(x, mask):
    return masked_mean(x, mask)
