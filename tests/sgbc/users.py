"""Users of the embedded services, for tests."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import environ
import psycopg2
import pytest
import redis

from sgbc.embedded import process_ids
from sgbc.embedded.daemons import Daemon
from tests.patience import wait_until

CHECKOUT = Path(__file__).resolve().parents[2]
NOTHING_GIVEN: dict[str, str] = {}
NO_DATABASE_WANTED = {"DATABASE_URL": "postgres://elsewhere"}
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root lends its servers another account")
# Enters the services, says so, and leaves when its standard input ends; the account's number is optional.
USER = """
import os, sys
from pathlib import Path
import redis
from sgbc.embedded import services

if len(sys.argv) > 2:
    "localhost".encode("idna"), redis.Redis()  # both import late; afterwards the interpreter's folder may be closed
    os.setgroups([])
    os.setgid(int(sys.argv[2]))
    os.setuid(int(sys.argv[2]))
with services(Path(sys.argv[1]), given={}) as urls:
    print(urls["DATABASE_URL"], urls["REDIS_URL"], flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_process(folder: Path, *arguments: str, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """A process that uses the services of `folder`, once it has them, until the end of the block."""
    with subprocess.Popen(
        [sys.executable, "-c", USER, str(folder), *arguments],
        cwd=CHECKOUT,
        env=os.environ | variables,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process


def query(urls: dict[str, str], sql: str) -> object:
    """The first value that the database answers."""
    parts = environ.Env.db_url_config(urls["DATABASE_URL"])
    connection = psycopg2.connect(
        dbname=parts["NAME"], user=parts["USER"], port=parts["PORT"], connect_timeout=5, **parts["OPTIONS"]
    )
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0] if cursor.description else None
    finally:
        connection.close()


def broker(urls: dict[str, str]) -> redis.Redis:
    return redis.Redis.from_url(urls["REDIS_URL"], decode_responses=True, retry=None)


def is_reachable(urls: dict[str, str]) -> bool:
    try:
        return query(urls, "SELECT 1") == 1
    except psycopg2.OperationalError:
        return False


def kill(folder: Path, name: str) -> None:
    """Kill a server's first process as a power cut would, and see it gone."""
    os.kill(int(process_ids(folder)[name]), signal.SIGKILL)
    server = Daemon(name, folder, ())
    wait_until(lambda: not server.is_running())
