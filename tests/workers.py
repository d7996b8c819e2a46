"""Real Celery workers for tests, on the database and the broker of the test that starts them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from sgbc.embedded.processes import descendants, end_with_descendants
from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def running_worker(**environment: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A worker of the project with two processes; keyword arguments are added to its environment.

    At the end of the block it finishes what it has begun; whatever then remains of it is killed.
    """
    head, question, query = os.environ["DATABASE_URL"].partition("?")
    address = f"{head.rpartition('/')[0]}/{connection.settings_dict['NAME']}{question}{query}"
    variables = os.environ | {"DATABASE_URL": address, "REDIS_URL": settings.CELERY_BROKER_URL} | environment
    command = [sys.executable, "-m", "celery", "-A", "sgbc", "worker", "--concurrency=2", "--loglevel=WARNING"]
    process = subprocess.Popen(command, cwd=ROOT, env=variables)
    try:
        yield process
    finally:
        own = descendants(process.pid)
        process.terminate()
        try:
            process.wait(PATIENCE)
        finally:
            process.kill()
            end_with_descendants(own)
