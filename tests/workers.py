"""Real Celery workers for tests, on the database and the broker of the test that starts them."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0  # seconds until a test gives up; nothing here takes more than a few


def start_worker(**environment: str) -> "subprocess.Popen[bytes]":
    """A worker of the project with two processes; keyword arguments are added to its environment."""
    head, question, query = os.environ["DATABASE_URL"].partition("?")
    address = f"{head.rpartition('/')[0]}/{connection.settings_dict['NAME']}{question}{query}"
    variables = os.environ | {"DATABASE_URL": address, "REDIS_URL": settings.CELERY_BROKER_URL} | environment
    command = [sys.executable, "-m", "celery", "-A", "sgbc", "worker", "--concurrency=2", "--loglevel=WARNING"]
    return subprocess.Popen(command, cwd=ROOT, env=variables)


def stop_worker(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    process.wait(timeout=30)


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
