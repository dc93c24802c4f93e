"""Ctrl-C that comes while Python runs a callback which may not fail: it is kept, and comes again.

Hypothesis hooks into the garbage collector, and Python only prints an exception raised there.
"""

from __future__ import annotations

import _thread
import signal
import sys
import threading

_SOON = 0.05  # seconds: then the callback is over


def keep_interrupts() -> None:
    """See to it that no KeyboardInterrupt gets lost from now on."""
    usual = sys.unraisablehook

    def hook(lost: sys.UnraisableHookArgs) -> None:
        if not issubclass(lost.exc_type, KeyboardInterrupt):
            usual(lost)
            return
        again = threading.Timer(_SOON, _interrupt)
        again.daemon = True
        again.start()

    sys.unraisablehook = hook


def _interrupt() -> None:
    """Interrupt the main thread, also where it waits for something."""
    if hasattr(signal, "pthread_kill") and (main := threading.main_thread().ident) is not None:
        signal.pthread_kill(main, signal.SIGINT)
    else:
        _thread.interrupt_main()
