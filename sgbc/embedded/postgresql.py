"""A PostgreSQL of our own: reached only through a socket in a closed folder, its data kept beside the checkout."""

import os
import shutil
import signal
import stat
import tempfile
from pathlib import Path

import psycopg2

from sgbc.embedded.daemons import Daemon, last_complaint
from sgbc.embedded.errors import ServiceError
from sgbc.embedded.places import Place
from sgbc.embedded.software import postgresql_programs

NAME = "postgresql"
USER = DATABASE = "sgbc"
PORT = 5432  # only a part of the socket's file name; named everywhere because PGPORT may say otherwise
ENDING = ((signal.SIGINT, 20.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0))  # fast, immediate, by force
RECOVERY_SECONDS = 120.0
SOCKET_PREFIX = "sgbc-"
SOCKET_PATH_LIMIT = 90  # of the kernel's 107 bytes, what leaves room for the file's name
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "512MB",
    "jit": "off",
    "timezone": "UTC",
}
# A vacuum between two tests finds no row in any table, and the next test that writes many waits minutes for plans that
# are made for none.
THROW_AWAY_SETTINGS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "autovacuum": "off"}


def daemon(place: Place) -> Daemon:
    """Return the PostgreSQL of `place`, running or not."""
    return Daemon(NAME, place.state, ENDING)


def ensure_running(place: Place) -> str:
    """Start PostgreSQL unless it answers already; return its `DATABASE_URL`."""
    server = daemon(place)
    socket_folder = _socket_folder(place)
    if not (server.is_running() and server.wait_until_ready(lambda: _answers(socket_folder), 30)):
        server.stop()
        _start(place, server, socket_folder)
    return f"postgres://{USER}@:{PORT}/{DATABASE}?host={socket_folder}"


def remove_socket(place: Place) -> None:
    """Remove the folder of the socket once the server has ended."""
    if folder := _noted_socket_folder(place):
        shutil.rmtree(folder, ignore_errors=True)
    _socket_note(place).unlink(missing_ok=True)


def _start(place: Place, server: Daemon, socket_folder: Path) -> None:
    programs = postgresql_programs(place)
    data = _data_folder(place, programs)
    # Nothing of this folder runs, or `ensure_running` had found its lock: the file is a leaving of a crash.
    (data / "postmaster.pid").unlink(missing_ok=True)
    settings = SETTINGS | {"unix_socket_directories": str(socket_folder), "port": str(PORT)}
    if not place.is_durable:
        settings |= THROW_AWAY_SETTINGS
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    server.start([programs / "postgres", "-D", data, *options], account=place.account, working_folder=data)
    if not server.wait_until_ready(lambda: _answers(socket_folder), RECOVERY_SECONDS):
        server.stop()
        raise ServiceError(f"PostgreSQL does not start in {data}: {server.last_words()}. See {server.log}.")
    _create_database(socket_folder)


def _data_folder(place: Place, programs: Path) -> Path:
    """Return the data folder, created if need be; one that a crash left half-made is made anew."""
    data = place.home / NAME
    if not data.exists():
        unfinished = place.home / f"{NAME}.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        place.data_folder(unfinished.name)
        _initialise(place, programs, unfinished)
        unfinished.rename(data)
    made_by = (data / "PG_VERSION").read_text().strip()
    version = place.account.run(programs / "postgres", "--version").stdout.split()[2]
    if version.partition(".")[0] != made_by:
        raise ServiceError(
            f"The data in {data} was made by PostgreSQL {made_by} and this is {version}: "
            "move that folder away to start afresh, or install the requirements again."
        )
    return data


def _initialise(place: Place, programs: Path, folder: Path) -> None:
    # C.UTF-8 always: under the caller's LC_ALL=C, lower('É') and Korean trigrams would be wrong without a word.
    options = ["--locale=C.UTF-8", "-E", "UTF8", "-U", USER, "--auth=trust", "--no-instructions"]
    if not place.is_durable:
        options.append("--no-sync")
    made = place.account.run(programs / "initdb", "-D", folder, *options)
    if made.returncode != 0:
        raise ServiceError(f"PostgreSQL cannot create its data in {folder}: {last_complaint(made.stderr)}.")


def _create_database(socket_folder: Path) -> None:
    connection = _connect(socket_folder)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE DATABASE {DATABASE}")
    connection.close()


def _connect(socket_folder: Path) -> "psycopg2.extensions.connection":
    return psycopg2.connect(host=str(socket_folder), port=PORT, user=USER, dbname="postgres", connect_timeout=5)


def _answers(socket_folder: Path) -> bool:
    try:
        _connect(socket_folder).close()
    except psycopg2.OperationalError as error:
        # Full is not dead: it serves others, and stopping it would throw them out.
        return "too many clients" in str(error) or "connection slots" in str(error)
    return True


def _socket_note(place: Place) -> Path:
    return place.state / "socket-folder"


def _socket_folder(place: Place) -> Path:
    """Return the closed folder of the socket, made if need be.

    It lies among the system's temporary files: the path of a socket may have 107 bytes, a checkout's can be longer.
    """
    if noted := _noted_socket_folder(place):
        return noted
    parent = tempfile.gettempdir()
    if len(os.fsencode(parent)) > SOCKET_PATH_LIMIT - len(f"/{SOCKET_PREFIX}12345678"):
        parent = "/tmp"  # noqa: S108  mkdtemp makes a closed folder with a new name in it
    folder = Path(tempfile.mkdtemp(prefix=SOCKET_PREFIX, dir=parent))
    try:
        place.account.own(folder)
        _socket_note(place).write_text(str(folder))
    except OSError:
        folder.rmdir()
        raise
    return folder


def _noted_socket_folder(place: Place) -> Path | None:
    """Return the folder made before, unless it is gone or, after a clean-up, somebody else's."""
    note = _socket_note(place)
    folder = Path(note.read_text()) if note.exists() else None
    return folder if folder and folder.name.startswith(SOCKET_PREFIX) and _is_ours(folder, place) else None


def _is_ours(folder: Path, place: Place) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == place.account.uid and stat.S_IMODE(found.st_mode) == 0o700
