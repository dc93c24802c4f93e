"""The samples of PyTorch that do not agree on the simulated device and on the CPU, and why."""

_ANOTHER_ERROR = "a correct error of CUDA: these indices have to be on the CPU"
_NO_CPU = "the CPU has no such operator to compare with"
_NO_SPARSE = "sparse CUDA tensors are not simulated"
_OTHER_KERNEL = "equal values; the CPU's fused kernel lays them out otherwise"

_THREAD = "the CPU's FFT refuses the thread in which a gradient is computed: a gap"

_ALWAYS = {
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
_ON_28 = {
    **dict.fromkeys(["fft.hfft", "fft.hfft2", "fft.hfftn"], _THREAD),
    **dict.fromkeys(["fft.irfft", "fft.irfft2", "fft.irfftn"], _THREAD),
    "torch._scaled_mm": "a capsule holds no float8 there: a gap",
}
# Where a kernel is fused depends on the build: attention does not differ everywhere.
_NOT_ON_28 = {"nn.functional.scaled_dot_product_attention"}


def exceptions(version):
    """The exceptions on a version of PyTorch ("2.13"): the reason by name."""
    if version != "2.8":
        return _ALWAYS
    return {name: why for name, why in (_ALWAYS | _ON_28).items() if name not in _NOT_ON_28}
