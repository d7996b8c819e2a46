"""What runs, as data: the one-off commands before the start and the programs kept running."""

import sys
from dataclasses import dataclass
from pathlib import Path

# Several processes share the cores already; NumPy's threads in each of them would wait for one another.
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1"}
NAMES = ("web", "worker", "sender", "beat")
# Each is run where the project has a command of that name.
SET_UP = (
    *("migrate", "createcachetable", "collectstatic --noinput"),
    *("load_demonstration", "load_partnership_demonstration", "load_event_demonstration"),
)
SIGN_INS = "demonstration_sign_ins"

GUNICORN = "gunicorn sgbc.wsgi:application --workers 2 --threads 4 --preload --graceful-timeout 5 --no-control-socket"
CELERY = "celery --quiet --app sgbc.celery:app"
_WORKER = f"{CELERY} worker --loglevel INFO --concurrency 2 --without-gossip --without-mingle"
WORKER = f"{_WORKER} --queues celery"
# Other people's slow servers hold up nothing else.
SENDER = f"{_WORKER} --queues mail,webhooks,translations --hostname sender@%h"
BEAT = f"{CELERY} beat --loglevel WARNING --pidfile="


@dataclass(frozen=True)
class Program:
    """A program by name, its command, and the open socket it takes over, if any."""

    name: str
    command: tuple[str, ...]
    socket: int | None = None


def portal_programs(web_socket: int, var: Path) -> list[Program]:
    """Return what runs; the web serves the open socket of that number, beat keeps its diary in `var`."""
    return [
        Program("web", _module(GUNICORN, f"--bind=fd://{web_socket}"), web_socket),
        Program("worker", _module(WORKER)),
        Program("sender", _module(SENDER)),
        Program("beat", _module(BEAT, f"--schedule={var / 'beat-schedule'}")),
    ]


def management(*command_lines: str) -> tuple[str, ...]:
    """Return the command that runs those of the given management commands that exist, one after the other."""
    return _module("sgbc.supervisor.commands", *command_lines)


def _module(command: str, *arguments: str) -> tuple[str, ...]:
    # By module and not by script: scripts name the folder the environment was made in, and folders are moved.
    return (sys.executable, "-m", *command.split(), *arguments)
