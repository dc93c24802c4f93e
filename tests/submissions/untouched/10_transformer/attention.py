"""Mix values by how well queries and keys agree."""

from torch import Tensor


def attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> Tensor:
    """Return the scaled dot-product attention of queries `q` over keys `k` and values `v`.

    q has shape (..., L, D), k (..., S, D) and v (..., S, E), with the same leading axes, such as
    (B,) or (B, heads), and the same floating-point dtype; the result has shape (..., L, E). All of
    them, and `mask`, are on one device, and so is the result.

    The score of a query and a key is their dot product divided by the square root of D. For each
    query the softmax over all keys turns scores into weights, and the result is the sum of the
    values with these weights.

    `mask` is bool and broadcasts against the scores, (..., L, S); True means blocked. A blocked key
    gets weight 0, however low the other scores are. Where all keys of a query are blocked, its
    result is 0. Gradients are finite there as well. The inputs are left as they are.
    """
    raise NotImplementedError
