"""What Python code sees of CUDA: the functions of `torch._C` that a build without CUDA lacks.

PyTorch's own torch.cuda and torch.accelerator stand on them and keep their words and checks. Only
what they bound at import, or ask of C++ classes, is replaced above that.
"""
