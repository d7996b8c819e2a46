"""A real worker on a real broker: whatever Redis forgets, PostgreSQL remembers."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.db import connection

from matching.models import Match, MatchRun, RunStatus
from matching.services.requests import request_full_run
from matching.tasks import advance_run, sweep
from tests.factories import LuxembourgProjectFactory, ProjectFactory

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0  # seconds until a test gives up; nothing here takes more than a few


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def start_worker(*, block_size: int = 1) -> "subprocess.Popen[bytes]":
    """A worker of the project on the database and the broker of this test."""
    database = settings.DATABASES["default"]
    address = os.environ["DATABASE_URL"]
    name = connection.settings_dict["NAME"]
    head, question, query = address.partition("?")
    environment = os.environ | {
        "DATABASE_URL": f"{head.rpartition('/')[0]}/{name}{question}{query}",
        "MATCHING_BLOCK_SIZE": str(block_size),
    }
    assert database["NAME"] == name
    command = [sys.executable, "-m", "celery", "-A", "sgbc", "worker", "--concurrency=2", "--loglevel=WARNING"]
    return subprocess.Popen(command, cwd=ROOT, env=environment)


@pytest.fixture
def broker() -> Iterator["redis.Redis"]:
    client = redis.Redis.from_url(settings.CELERY_BROKER_URL)
    client.flushdb()
    yield client
    client.flushdb()


@pytest.fixture
def worker(broker: "redis.Redis") -> Iterator["subprocess.Popen[bytes]"]:
    process = start_worker()
    yield process
    process.terminate()
    process.wait(timeout=30)


def make_projects(count: int) -> None:
    for _index in range(count):
        ProjectFactory()
        LuxembourgProjectFactory()


def blocks_done(run: MatchRun) -> int:
    return run.blocks.filter(done_at__isnull=False).count()


def is_over(run: MatchRun) -> bool:
    run.refresh_from_db()
    return run.status == RunStatus.DONE


def test_flushing_redis_in_mid_run_loses_nothing(worker: object, broker: "redis.Redis") -> None:
    make_projects(12)
    run = request_full_run()
    advance_run.delay(run.pk)
    wait_until(lambda: blocks_done(run) >= 2)

    for _time in range(20):
        broker.flushdb()
        time.sleep(0.02)
    wait_until(lambda: not run.blocks.filter(lease_until__isnull=False).exists())
    stranded = not is_over(run)
    if stranded:
        sweep()
    wait_until(lambda: is_over(run))

    assert run.blocks.count() == 13  # one of texts, twelve of pairs
    assert run.pairs_scored == 144
    assert Match.objects.count() == run.proposed > 0


def test_a_message_that_never_arrived_is_made_up_for_by_the_sweeper(worker: object, broker: "redis.Redis") -> None:
    make_projects(2)
    run = request_full_run()

    sweep()
    wait_until(lambda: is_over(run))

    assert run.pairs_scored == 4


def test_a_killed_worker_costs_time_but_no_work(broker: "redis.Redis") -> None:
    make_projects(8)
    run = request_full_run()
    first = start_worker()
    advance_run.delay(run.pk)
    wait_until(lambda: blocks_done(run) >= 2)
    subprocess.run(["pkill", "-KILL", "-P", str(first.pid)], check=False)
    first.kill()
    first.wait()
    run.blocks.filter(done_at__isnull=True).update(lease_until=None)  # the lease runs out

    second = start_worker()
    sweep()
    wait_until(lambda: is_over(run))
    second.terminate()
    second.wait(timeout=30)

    assert run.pairs_scored == 64
    assert Match.objects.count() == run.proposed


def test_every_wake_up_sent_twice_gives_the_result_of_once(worker: object, broker: "redis.Redis") -> None:
    make_projects(6)
    run = request_full_run()

    for _time in range(6):
        advance_run.delay(run.pk)
    wait_until(lambda: is_over(run))

    assert run.pairs_scored == 36
    assert Match.objects.count() == run.proposed
    assert run.blocks.filter(attempts__gt=1).count() == 0
