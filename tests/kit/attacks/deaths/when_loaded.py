"""Ends its process while it is loaded, before anything was asked of it."""

# verdict: CRASHED

import os

os._exit(0)
