"""The portal as a whole: set up, started, tended until somebody ends it, stopped in order."""

import fcntl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from socket import socket

from sgbc.embedded import SERVICES_FOLDER, ServiceError, process_ids, services
from sgbc.supervisor import web
from sgbc.supervisor.children import Child, end_leftovers, program_daemon
from sgbc.supervisor.console import relay, say, show_box
from sgbc.supervisor.programs import NAMES, SET_UP, SIGN_INS, management, portal_programs

TEND_SECONDS = 0.2
SERVICES_CHECK_SECONDS = 3.0


@dataclass(frozen=True)
class Portal:
    """One checkout's portal: the environment it was called with and the open socket the web serves."""

    checkout: Path
    given: Mapping[str, str]
    web_socket: socket

    def run(self) -> None:
        """Set up and keep everything running until interrupted; then stop the programs, whatever happens."""
        self._set_up()
        var = self.checkout / "var"
        children = [Child(program, var) for program in portal_programs(self.web_socket.fileno(), var)]
        try:
            self._tend(children)
        finally:
            stop_all(children)

    def _set_up(self) -> None:
        process = subprocess.Popen(  # noqa: S603
            management(*SET_UP), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        with process:
            try:
                if process.stdout:
                    relay("set-up", process.stdout)
            except KeyboardInterrupt:
                process.terminate()
                raise
        if process.returncode != 0:
            raise ServiceError("The set-up failed, so the portal does not start; the lines above say why.")

    def _tend(self, children: list[Child]) -> None:
        is_announced = False
        next_check = time.monotonic() + SERVICES_CHECK_SECONDS
        while True:
            for child in children:
                child.tend()
            if not is_announced and web.answers(self.web_socket):
                self._announce()
                is_announced = True
            if time.monotonic() > next_check:
                self._restore_services()
                next_check = time.monotonic() + SERVICES_CHECK_SECONDS
            time.sleep(TEND_SECONDS)

    def _restore_services(self) -> None:
        """Start a database or broker again that died; to attach is to make sure it runs."""
        folder = self.checkout / SERVICES_FOLDER
        before = process_ids(folder)
        try:
            with services(folder, given=self.given):
                pass
        except ServiceError as error:
            say("portal", str(error))
        for name, process_id in process_ids(folder).items():
            if before.get(name) != process_id:
                say("portal", f"{name} had died; it runs again.")

    def _announce(self) -> None:
        shown = subprocess.run(management(SIGN_INS), capture_output=True, text=True, check=False)  # noqa: S603
        sign_ins = shown.stdout.rstrip().splitlines()
        lines = [f"The portal is ready: {web.address(self.web_socket)}", *sign_ins, "Stop it with Ctrl-C."]
        show_box(lines)


@contextmanager
def alone(folder: Path) -> Iterator[Path]:
    """Be the one portal of `folder` and yield the file that says its address to others, `ServiceError` to a second one.

    What a killed portal left running is ended first.
    """
    folder.mkdir(exist_ok=True)
    note = folder / "portal-address"
    with (folder / "portal.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ServiceError(f"The portal of this folder is running already: {note.read_text()}") from error
        for name in NAMES:
            end_leftovers(program_daemon(name, folder))
        yield note


def stop_all(children: list[Child]) -> None:
    """Stop the programs, kindly, the web last; a second Ctrl-C ends them by force."""
    try:
        say("portal", "Stopping; Ctrl-C once more to stop at once.")
        for child in reversed(children):
            child.stop()
    except KeyboardInterrupt:
        say("portal", "Stopping at once.")
    finally:
        for child in children:
            with suppress(ServiceError):
                child.kill()
