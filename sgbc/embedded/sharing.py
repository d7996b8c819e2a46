"""Many commands, one pair of servers: whoever comes first starts them, whoever leaves last stops them.

Each user holds a shared lock for as long as it needs the servers. A user that is killed lets go of it by dying. Coming
and going happen one at a time, under a second lock, so nobody attaches to servers that are about to stop.
"""

import fcntl
import os
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO, Never

from sgbc.embedded import postgresql, valkey
from sgbc.embedded.errors import ServiceError
from sgbc.embedded.places import Place, find_place

STARTERS = {"DATABASE_URL": postgresql.ensure_running, "REDIS_URL": valkey.ensure_running}
SERVER_NAMES = (postgresql.NAME, valkey.NAME)
ENDING_SIGNALS = (signal.SIGTERM, signal.SIGHUP)


@contextmanager
def services(folder: Path, *, durable: bool = True, given: Mapping[str, str] | None = None) -> Iterator[dict[str, str]]:
    """Yield `DATABASE_URL` and `REDIS_URL`: those of `given` (default: the environment), else of servers in `folder`.

    The servers are shared by all users of the same folder. `durable` data is kept in it; other data is thrown away by
    the last user. Entering again, even from the same process, restarts a server that died meanwhile, at the same
    address. Raises `ServiceError`.
    """
    environment = os.environ if given is None else given
    urls = {name: environment[name] for name in STARTERS if environment.get(name)}
    if len(urls) == len(STARTERS):
        yield urls
        return
    with _endings_as_exit(), _servers(folder, urls, durable=durable):
        yield urls


def process_ids(folder: Path) -> dict[str, str]:
    """Return by name the process ids of the servers last started in `folder`."""
    return {lock.stem: lock.read_text() for lock in folder.glob("*.lock") if lock.stem in SERVER_NAMES}


@contextmanager
def _servers(folder: Path, urls: dict[str, str], *, durable: bool) -> Iterator[None]:
    """Add to `urls` what it lacks, of running servers."""
    with _errors_in_words(folder):
        place = _prepare(folder, durable=durable)
    with (folder / "users.lock").open("a") as users:
        try:
            with _errors_in_words(folder), _turn(folder):
                fcntl.flock(users, fcntl.LOCK_SH)
                urls |= {name: start(place) for name, start in STARTERS.items() if name not in urls}
            yield
        finally:
            with _undisturbed(), _turn(folder):
                _leave(place, users)


def _prepare(folder: Path, *, durable: bool) -> Place:
    folder.mkdir(parents=True, exist_ok=True)
    with _turn(folder):
        return find_place(folder.resolve(), is_durable=durable)


@contextmanager
def _errors_in_words(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ServiceError(f"The services cannot keep their data in {folder}: {error.strerror}.") from error


def _leave(place: Place, users: IO[str]) -> None:
    fcntl.flock(users, fcntl.LOCK_UN)
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return  # others still use the servers
    for server in (valkey.daemon(place), postgresql.daemon(place)):
        server.stop()
    postgresql.remove_socket(place)
    if not place.is_durable:
        place.discard(*SERVER_NAMES)


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    with (folder / "turn.lock").open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold back a second Ctrl-C or SIGTERM until the servers are down, or they would stay behind."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, *ENDING_SIGNALS))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _endings_as_exit() -> Iterator[None]:
    """Let SIGTERM and a closed terminal end the process by an exception: by default they skip every `finally`."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {ending: signal.getsignal(ending) for ending in ENDING_SIGNALS}
    for ending, handler in before.items():
        if handler is signal.SIG_DFL:
            signal.signal(ending, _exit)
    try:
        yield
    finally:
        for ending, handler in before.items():
            if signal.getsignal(ending) is _exit:
                signal.signal(ending, handler)


def _exit(number: int, _frame: FrameType | None) -> Never:
    sys.exit(128 + number)
