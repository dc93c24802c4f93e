"""Tensors drawn so that the eye sees in what two of them differ."""
