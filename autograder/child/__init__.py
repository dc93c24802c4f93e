"""What runs in the worker's process: it holds the submission and the probes, never an answer."""
