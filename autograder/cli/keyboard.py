"""Single keys from a terminal, without Enter: POSIX and Windows."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from autograder.watching.keys import Command, commands_of

_LOOK_SECONDS = 0.03

if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def keyboard(tell: Callable[[Command], None]) -> Iterator[None]:
        """Tell of each key that is pressed meanwhile."""
        over = threading.Event()

        def read() -> None:
            while not over.is_set():
                typed = ""
                while msvcrt.kbhit():
                    typed += msvcrt.getwch()
                for command in commands_of(typed):
                    tell(command)
                time.sleep(_LOOK_SECONDS)

        thread = threading.Thread(target=read, name="keyboard", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

else:
    import select
    import signal
    import termios
    import tty

    @contextmanager
    def keyboard(tell: Callable[[Command], None]) -> Iterator[None]:
        """Tell of each key that is pressed meanwhile; the terminal's mode is put back at the end.

        A terminal that is closed quits.
        """
        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)

        def go_on(*_: object) -> None:
            """A shell that lets us go on has put its own mode, and its own lines, in the place."""
            tty.setcbreak(terminal, termios.TCSANOW)
            tell(Command.REDRAW)

        on_going_on = signal.signal(signal.SIGCONT, go_on)
        waking, wake = os.pipe()

        def read() -> None:
            while waking not in (ready := select.select([terminal, waking], [], [])[0]):
                typed = os.read(ready[0], 256).decode("utf-8", "replace")
                for command in commands_of(typed) if typed else [Command.QUIT]:
                    tell(command)
                if not typed:
                    return

        thread = threading.Thread(target=read, name="keyboard", daemon=True)
        try:
            tty.setcbreak(terminal, termios.TCSANOW)
            thread.start()
            yield
        finally:
            signal.signal(signal.SIGCONT, on_going_on)
            termios.tcsetattr(terminal, termios.TCSANOW, before)
            os.write(wake, b"x")
            if thread.ident is not None:
                thread.join(1)
            os.close(wake)
            os.close(waking)
