"""Changes how Python itself runs: collector, recursion, switching, hooks, warnings, signals."""

# verdict: WRONG

import gc
import signal
import sys
import threading
import warnings

gc.disable()
sys.setrecursionlimit(100)
sys.setswitchinterval(1000)
sys.excepthook = sys.displayhook = threading.excepthook = lambda *_: None
warnings.simplefilter("error")
signal.signal(signal.SIGALRM, signal.SIG_IGN)
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)


def add_batch(x):
    return x
