"""A program kept running: its lines relayed, started again when it ends, stopped kindly and then less so."""

import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

from sgbc.embedded.daemons import Daemon
from sgbc.supervisor.console import relay, say
from sgbc.supervisor.programs import Program

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
STEADY_SECONDS = 60.0  # who ran this long starts again without the pauses of earlier failures
# For gunicorn and Celery alike: finish what is under way, drop it, be ended.
ENDING = ((signal.SIGTERM, 15.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))


@dataclass
class Child:
    """One program of one folder; at most one of it runs, even after its supervisor was killed."""

    program: Program
    folder: Path
    process: subprocess.Popen[bytes] | None = None
    pause: float = FIRST_PAUSE
    due: float = field(default_factory=time.monotonic)
    began: float = 0.0

    @property
    def daemon(self) -> Daemon:
        return program_daemon(self.program.name, self.folder)

    def tend(self) -> None:
        """Take note of an end, and start the program when its time has come."""
        if self.process and self.process.poll() is not None:
            self._note_end(self.process.returncode)
        if self.process is None and time.monotonic() >= self.due:
            self._start()

    def stop(self) -> None:
        """End the program and all it started; return when they are gone."""
        self.daemon.stop()
        if self.process:
            self.process.wait()
            self.process = None

    def kill(self) -> None:
        """End the program and all it started by force, now."""
        Daemon(self.program.name, self.folder, ENDING[-1:]).stop()

    def _start(self) -> None:
        end_leftovers(self.daemon)
        sockets = [] if self.program.socket is None else [self.program.socket]
        self.process = self.daemon.launch(
            self.program.command,
            pass_fds=sockets,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.began = time.monotonic()
        Thread(target=relay, args=(self.program.name, self.process.stdout), daemon=True).start()

    def _note_end(self, code: int) -> None:
        now = time.monotonic()
        if now - self.began > STEADY_SECONDS:
            self.pause = FIRST_PAUSE
        self.process, self.due = None, now + self.pause
        say("portal", f"{self.program.name} stopped ({describe_end(code)}); it starts again in {self.pause:.0f} s.")
        self.pause = min(2 * self.pause, LONGEST_PAUSE)


def program_daemon(name: str, folder: Path) -> Daemon:
    """Return what is known in `folder` of the program `name`, whoever started it."""
    return Daemon(name, folder, ENDING)


def end_leftovers(daemon: Daemon) -> None:
    """End what a killed supervisor, or a killed first process, left running of a program."""
    if daemon.is_running():
        say("portal", f"Ending what is left of an earlier {daemon.name}.")
        daemon.stop()


def describe_end(code: int) -> str:
    """Say in words how a process of return code `code` ended."""
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
