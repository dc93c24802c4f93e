"""Changes the environment, the working directory, the mask of new files and the search path."""

# verdict: WRONG

import os
import sys

os.environ.update(OMP_NUM_THREADS="64", PYTHONPATH="/tmp", LD_PRELOAD="/tmp/kata_attack.so")
os.chdir("/usr")
os.umask(0)
sys.path[:] = ["/tmp"]
sys.dont_write_bytecode = False


def add_batch(x):
    return x
