"""The notebook's side of its grader: starts the process, asks it, ends it."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import tempfile
from collections.abc import Generator
from typing import IO

import msgspec

from autograder.language import N_, SaidError
from autograder.notebook.protocol import Answer, Ask, Grading
from autograder.worker.source import interpreter_command

_SECONDS = 5.0  # to end by itself
_STOP = signal.SIGINT if sys.platform != "win32" else signal.SIGTERM


class GraderEndedError(SaidError):
    """The kit's own fault: the process that grades ended without an answer."""


class GraderProcess:
    """A process that grades, started when it is first needed and kept for the next time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None

    def start(self) -> None:
        """Start it, without waiting; it gets ready on its own."""
        if self._process is not None and self._process.poll() is None:
            return
        self.close()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
        try:
            self._process = subprocess.Popen(
                interpreter_command("autograder.notebook.serve", ""),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                start_new_session=True,  # an interrupt of the kernel is not meant for it
            )
        except OSError as error:
            raise GraderEndedError(
                N_("The process that grades cannot be started: {error}."), error=error
            ) from error

    def grade(self, ask: Ask) -> Generator[Answer, None, None]:
        """Ask, and yield what is said until all is graded or refused; raises GraderEndedError.

        Whoever stops listening before the end, by Ctrl-C or otherwise, ends the process.
        """
        self.start()
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise AssertionError("it was started with pipes")
        finished = False
        try:
            process.stdin.write(msgspec.json.encode(ask) + b"\n")
            process.stdin.flush()
            while line := process.stdout.readline():
                answer = msgspec.json.decode(line, type=Answer)
                finished = not isinstance(answer, Grading)
                yield answer
                if finished:
                    return
        except BrokenPipeError:
            pass
        finally:
            if not finished:
                said = self._last_words()
                self.close()
        raise GraderEndedError(
            N_("The process that grades has ended ({error}). Grade again; if it stays, report it."),
            error=said or "?",
        )

    def close(self) -> None:
        """End it, gently first."""
        process, self._process = self._process, None
        if process is not None:
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()
            with contextlib.suppress(OSError):
                process.send_signal(_STOP)
            try:
                process.wait(_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if self._errors is not None:
            self._errors.close()
            self._errors = None

    def _last_words(self) -> str:
        if self._errors is None or self._errors.closed:
            return ""
        self._errors.seek(0)
        lines = self._errors.read()[-4000:].decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else ""
