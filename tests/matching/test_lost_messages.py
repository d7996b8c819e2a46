"""A real worker on a real broker: whatever Redis forgets, PostgreSQL remembers."""

import os
import subprocess
import time
from collections.abc import Iterator

import pytest
import redis
from django.conf import settings

from matching.models import Match, MatchRun, RunStatus
from matching.services.requests import request_full_run
from matching.tasks import advance_run, sweep
from sgbc.embedded.processes import descendants, end_with_descendants
from tests.factories import LuxembourgProjectFactory, ProjectFactory
from tests.patience import wait_until
from tests.workers import running_worker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]


@pytest.fixture
def broker() -> Iterator["redis.Redis"]:
    client = redis.Redis.from_url(settings.CELERY_BROKER_URL)
    client.flushdb()
    yield client
    client.flushdb()


@pytest.fixture(scope="module")
def standing_worker(django_db_setup: None) -> Iterator["subprocess.Popen[bytes]"]:
    """One for all tests that leave it alone: a start costs more than what is done in most of them."""
    with running_worker(MATCHING_CHUNK_SIZE="1") as process:
        yield process


@pytest.fixture
def worker(standing_worker: object, broker: "redis.Redis") -> object:
    return standing_worker


def make_projects(count: int) -> None:
    for _index in range(count):
        ProjectFactory()
        LuxembourgProjectFactory()


def chunks_done(run: MatchRun) -> int:
    return run.chunks.filter(done_at__isnull=False).count()


def is_over(run: MatchRun) -> bool:
    run.refresh_from_db()
    return run.status == RunStatus.DONE


def test_a_killed_worker_costs_time_but_no_work(broker: "redis.Redis") -> None:
    make_projects(8)
    run = request_full_run()
    with running_worker(MATCHING_CHUNK_SIZE="1") as first:
        advance_run.delay(run.pk)
        wait_until(lambda: chunks_done(run) >= 2)
        end_with_descendants(process for process in descendants(os.getpid()) if process.pid == first.pid)
    run.chunks.filter(done_at__isnull=True).update(lease_until=None)  # the lease runs out

    with running_worker(MATCHING_CHUNK_SIZE="1"):
        sweep()
        wait_until(lambda: is_over(run))

    assert run.pairs_scored == 64
    assert Match.objects.count() == run.proposed


def test_flushing_redis_in_mid_run_loses_nothing(worker: object, broker: "redis.Redis") -> None:
    make_projects(12)
    run = request_full_run()
    advance_run.delay(run.pk)
    wait_until(lambda: chunks_done(run) >= 2)

    for _time in range(20):
        broker.flushdb()
        time.sleep(0.02)
    wait_until(lambda: not run.chunks.filter(lease_until__isnull=False).exists())
    stranded = not is_over(run)
    if stranded:
        sweep()
    wait_until(lambda: is_over(run))

    assert run.chunks.count() == 25  # one of texts, twelve of pairs from either side
    assert run.pairs_scored == 144
    assert Match.objects.count() == run.proposed > 0


def test_a_message_that_never_arrived_is_made_up_for_by_the_sweeper(worker: object, broker: "redis.Redis") -> None:
    make_projects(2)
    run = request_full_run()

    sweep()
    wait_until(lambda: is_over(run))

    assert run.pairs_scored == 4


def test_every_wake_up_sent_twice_gives_the_result_of_once(worker: object, broker: "redis.Redis") -> None:
    make_projects(6)
    run = request_full_run()

    for _time in range(6):
        advance_run.delay(run.pk)
    wait_until(lambda: is_over(run))

    assert run.pairs_scored == 36
    assert Match.objects.count() == run.proposed
    assert run.chunks.filter(attempts__gt=1).count() == 0
