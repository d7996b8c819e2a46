"""Whatever becomes of a run of tests, nothing of it stays and the next one is not disturbed."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.patience import PATIENCE, wait_until

pytestmark = pytest.mark.processes
CHECKOUT = Path(__file__).resolve().parents[2]
# Each starts a worker that nobody ends, waits until it answers, and notes the broker, how many answer and who they are.
TESTS = """
import os, subprocess, sys, time
from pathlib import Path
from django.conf import settings
from sgbc.celery import app
from sgbc.embedded.processes import descendants

COMMAND = [sys.executable, "-m", "celery", "-A", "sgbc", "worker", "--concurrency=2", "--loglevel=WARNING"]
workers = []

def start(name):
    workers.append(subprocess.Popen(COMMAND, cwd=os.environ["CHECKOUT"]))
    while not (answers := app.control.ping(timeout=2)):
        assert workers[-1].poll() is None
    ids = [process.pid for process in descendants(workers[-1].pid)] + [workers[-1].pid]
    note = Path(__file__).with_name(name)
    note.with_suffix(".part").write_text("\\n".join(map(str, [settings.CELERY_BROKER_URL, len(answers), *ids])))
    note.with_suffix(".part").rename(note)

def test_fails():
    start("fails")
    raise AssertionError

def test_hangs():
    start("hangs")
    time.sleep(3600)

def test_passes():
    start("passes")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "test_generated.py").write_text(TESTS)
    return tmp_path


def start(folder: Path, wanted: str) -> "subprocess.Popen[bytes]":
    """pytest on some of the tests above, as somebody would start it beside this run."""
    given = {name: text for name, text in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    command = [sys.executable, "-m", "pytest", "-q", "-c", "pyproject.toml", folder / "test_generated.py", "-k", wanted]
    return subprocess.Popen(command, cwd=CHECKOUT, env=given | {"CHECKOUT": str(CHECKOUT)}, stdout=subprocess.DEVNULL)


class Told(NamedTuple):
    """The broker of a test, how many workers answered it there, and the ids of its worker's processes."""

    broker: str
    answers: int
    processes: list[int]

    def running(self) -> int:
        return sum(is_alive(number) for number in self.processes)


def told_by(note: Path) -> Told:
    wait_until(note.exists)
    broker, answers, *ids = note.read_text().splitlines()
    return Told(broker, int(answers), [int(number) for number in ids])


def is_alive(number: int) -> bool:
    """Whether the process runs; one that has ended and that nobody took note of does not."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_what_a_failed_test_or_a_killed_run_leaves_is_ended_and_disturbs_no_other(folder: Path) -> None:
    killed = start(folder, "fails or hangs")
    failed, hanging = told_by(folder / "fails"), told_by(folder / "hangs")
    running_meanwhile = failed.running(), hanging.running()
    killed.kill()
    killed.wait()
    wait_until(lambda: hanging.running() == 0)
    next_one = start(folder, "passes")
    exit_code = next_one.wait(PATIENCE)
    passed = told_by(folder / "passes")

    assert running_meanwhile == (0, 3)
    assert (exit_code, passed.running()) == (0, 0)
    assert [told.answers for told in (failed, hanging, passed)] == [1, 1, 1]
    assert hanging.broker != passed.broker
