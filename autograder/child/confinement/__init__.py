"""Confinement of a worker: what the kernel is asked to forbid it, layer by layer."""
