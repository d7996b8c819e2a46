"""A server that outlives the process that started it, known by a lock it holds as long as any of its processes lives.

The server inherits an open, locked file. The kernel lets go of the lock when the last of its processes is gone, however
it went; so "is it running?" needs no guess about process ids, which are reused after a crash or a restart.
"""

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sgbc.embedded.accounts import Account
from sgbc.embedded.errors import ServiceError

POLL_SECONDS = 0.03
# Those this process started, for it alone can take note of their ends; unnoted, they would stay as zombies.
_children: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True)
class Daemon:
    """One server of one folder: its name, where its lock and log lie, and the signals that end it, kindest first."""

    name: str
    folder: Path
    ending: Sequence[tuple[signal.Signals, float]]

    @property
    def lock(self) -> Path:
        return self.folder / f"{self.name}.lock"

    @property
    def log(self) -> Path:
        return self.folder / f"{self.name}.log"

    def is_running(self) -> bool:
        """Tell whether any process of the server lives; only for whoever has the turn: it takes the lock briefly."""
        with self.lock.open("a") as lock:
            return not _take(lock.fileno())

    def start(self, command: Sequence[str | Path], *, account: Account, working_folder: Path) -> None:
        """Start `command` in the background as `account`, its output in the log, which begins anew."""
        with self.log.open("w") as log:
            options = account.options() | {"cwd": working_folder, "stdout": log, "stderr": log}
            _children.append(self.launch(command, **options))

    def launch(
        self, command: Sequence[str | Path], *, pass_fds: Sequence[int] = (), **options: Any
    ) -> subprocess.Popen[bytes]:
        """Start `command` in a session of its own, holding the lock; `options` are those of `subprocess.Popen`."""
        with self.lock.open("a") as lock:
            if not _take(lock.fileno()):
                raise ServiceError(f"{self.name} is still ending; try again in a moment.")
            try:
                child = subprocess.Popen(  # noqa: S603  the callers build every command themselves
                    command, pass_fds=[lock.fileno(), *pass_fds], start_new_session=True, **options
                )
            except OSError as error:
                raise ServiceError(f"{command[0]} cannot be run here: {error.strerror}.") from error
            try:
                lock.truncate(0)
                lock.write(str(child.pid))
                lock.flush()
            except OSError:
                child.kill()  # a full disk; nobody could find it to end it later
                child.wait()
                raise
            return child

    def stop(self) -> None:
        """End the server, kindly first; return when its last process is gone."""
        for ending, limit in self.ending:
            if self.is_running():
                self._send(ending)
                wait_until(lambda: not self.is_running(), limit)
        _children[:] = [child for child in _children if child.poll() is None]
        if self.is_running():
            raise ServiceError(f"{self.name} does not end; see {self.log}.")

    def wait_until_ready(self, is_ready: Callable[[], bool], limit: float) -> bool:
        """Wait for `is_ready` at most `limit` seconds; false when time is up or the server is gone."""
        wait_until(lambda: is_ready() or not self.is_running(), limit)
        return is_ready()

    def last_words(self) -> str:
        """Return the last complaint of the log, else its last line."""
        return last_complaint(self.log.read_text(errors="replace"))

    def _send(self, ending: signal.Signals) -> None:
        """Signal the first process; force, and what is left when the first one is gone, goes to all of its group."""
        try:
            process_id = int(self.lock.read_text())
        except ValueError as error:
            raise ServiceError(f"{self.name} is running, but its process id is lost from {self.lock}.") from error
        with suppress(ProcessLookupError):
            if ending != signal.SIGKILL:
                os.kill(process_id, ending)
                return
        with suppress(ProcessLookupError):
            os.killpg(process_id, signal.SIGKILL)


def last_complaint(output: str) -> str:
    """Return the last line of a server's output that names an error, else the last line at all."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    complaints = [line for line in lines if any(word in line for word in ("FATAL", "PANIC", "rror", "Can't", "# "))]
    return (complaints or lines or ["it said nothing"])[-1].rstrip(".")


def wait_until(is_true: Callable[[], bool], limit: float) -> None:
    """Wait until `is_true`, at most `limit` seconds."""
    end = time.monotonic() + limit
    while not is_true() and time.monotonic() < end:
        time.sleep(POLL_SECONDS)


def _take(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
