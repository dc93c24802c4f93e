"""The samples of PyTorch that do not agree on the simulated device and on the CPU, and why."""

_ANOTHER_ERROR = "a correct error of CUDA: these indices have to be on the CPU"
_NO_CPU = "the CPU has no such operator to compare with"
_NO_SPARSE = "sparse CUDA tensors are not simulated"
_OTHER_KERNEL = "equal values; the CPU's fused kernel lays them out otherwise"

EXCEPTIONS = {
    "jiterator_2inputs_2outputs": _NO_CPU,
    "jiterator_4inputs_with_extra_args": _NO_CPU,
    "jiterator_binary": _NO_CPU,
    "jiterator_binary_return_by_ref": _NO_CPU,
    "jiterator_unary": _NO_CPU,
    "nn.functional.batch_norm.without_cudnn": _NO_CPU,
    "nn.functional.scaled_dot_product_attention": _OTHER_KERNEL,
    "sparse.mm.reduce": _NO_SPARSE,
    "sparse.sampled_addmm": _NO_SPARSE,
    "tensor_split": _ANOTHER_ERROR,
    "to_sparse": _NO_SPARSE,
    "torch.ops.aten._efficient_attention_forward": _NO_CPU,
    "torch.ops.aten._flash_attention_forward": _NO_CPU,
}
