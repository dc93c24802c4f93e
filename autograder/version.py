"""The version of Torch Kata: of the code that runs, whatever is installed."""

VERSION = "0.1.0"
