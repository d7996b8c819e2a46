"""Keeps the servers of a test run, and ends whatever the run leaves behind: `python -m sgbc.embedded.keeper`.

A process of its own, so that it does so however the run ends: the kernel closes the keeper's standard input when the
run is gone, killed or not. PostgreSQL is shared by the runs of a checkout, each of which has databases of its own. The
broker is one run's alone, with a port and a password of its own: a worker of another run never takes its messages.
"""

import json
import os
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sgbc.embedded.errors import ServiceError
from sgbc.embedded.processes import Process, descendants, end_with_descendants
from sgbc.embedded.sharing import services

LOOKING_SECONDS = 0.5  # between two looks at what the run started
ELSEWHERE = "not wanted"


@contextmanager
def kept_servers(folder: Path) -> Iterator[dict[str, str]]:
    """Yield the URLs of servers for this process's test run, of which the environment may name some.

    Raises `ServiceError`.
    """
    command = [sys.executable, "-m", "sgbc.embedded.keeper", str(folder), str(os.getpid())]
    with subprocess.Popen(  # noqa: S603  our own module
        command,
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is for the run; the keeper hears of its end
    ) as keeper:
        yield _read_urls(keeper.stdout)


def _read_urls(answer: IO[str] | None) -> dict[str, str]:
    told = json.loads((answer and answer.readline()) or '"The keeper of the servers ended."')
    if isinstance(told, str):
        raise ServiceError(told)
    urls: dict[str, str] = told
    return urls


@contextmanager
def _servers(folder: Path, run: int) -> Iterator[dict[str, str]]:
    given = {name: os.environ.get(name, "") for name in ("DATABASE_URL", "REDIS_URL")}
    own_folder = folder / f"run-{run}"
    with services(folder, durable=False, given=given | {"REDIS_URL": ELSEWHERE}) as database:
        with services(own_folder, durable=False, given=given | {"DATABASE_URL": ELSEWHERE}) as broker:
            yield database | {"REDIS_URL": broker["REDIS_URL"]}
        shutil.rmtree(own_folder, ignore_errors=True)


def _watch(run: int) -> set[Process]:
    """Return, once the run is over, what it ever started and nobody saw end."""
    known: set[Process] = set()
    while not select.select([sys.stdin], [], [], LOOKING_SECONDS)[0]:
        known |= descendants(run, but=[os.getpid()])
    return known


def main() -> None:
    folder, run = Path(sys.argv[1]), int(sys.argv[2])
    try:
        with _servers(folder, run) as urls:
            sys.stdout.write(json.dumps(urls) + "\n")
            sys.stdout.flush()
            end_with_descendants(_watch(run))
    except ServiceError as error:
        sys.stdout.write(json.dumps(str(error)) + "\n")


if __name__ == "__main__":
    main()
