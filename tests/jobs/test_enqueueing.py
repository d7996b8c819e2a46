"""Redis may be away or frozen: a wake-up then fails quietly, and only once in a while."""

import base64
import json
import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any

import pytest
import redis
from celery import Celery
from django.conf import settings
from django.db import transaction

from jobs import enqueueing, leases
from jobs.enqueueing import enqueue, enqueue_on_commit
from tests.jobs.parcels import Parcel


def celery_app(url: str) -> Celery:
    """The portal's Celery settings with another broker."""
    app = Celery("enqueueing", broker=url, set_as_current=False)
    app.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    app.conf.task_default_queue = "enqueueing-test"
    return app


def task_of(app: Celery) -> Any:
    def do_nothing(*ids: int) -> None: ...

    return app.task(name="enqueueing.nothing")(do_nothing)


@pytest.fixture
def frozen() -> Iterator[socket.socket]:
    """A port that takes connections and never says a word, as a frozen Redis does."""
    with closing(socket.create_server(("127.0.0.1", 0), backlog=16)) as server:
        yield server


@pytest.fixture
def frozen_url(frozen: socket.socket) -> str:
    return f"redis://127.0.0.1:{frozen.getsockname()[1]}/0"


@pytest.fixture
def queue_url() -> Iterator[str]:
    client = redis.Redis.from_url(settings.CELERY_BROKER_URL)
    client.delete("enqueueing-test")
    yield settings.CELERY_BROKER_URL
    client.delete("enqueueing-test")
    client.close()


def queued(url: str) -> int:
    with redis.Redis.from_url(url) as client:
        return client.llen("enqueueing-test")  # type: ignore[return-value]


def test_a_worker_is_woken(queue_url: str) -> None:
    is_woken = enqueue(task_of(celery_app(queue_url)), 1)

    assert is_woken
    assert queued(queue_url) == 1


def test_a_wake_up_without_redis_is_given_up_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    is_woken = enqueue(task_of(celery_app("redis://127.0.0.1:1/0")))

    assert not is_woken
    assert [record.name for record in caplog.records if record.levelname == "WARNING"] == ["jobs.enqueueing"]


@pytest.mark.filterwarnings("error")
def test_a_frozen_redis_is_waited_for_once_and_then_left_alone(frozen_url: str, queue_url: str) -> None:
    frozen, alive = task_of(celery_app(frozen_url)), task_of(celery_app(queue_url))

    answers = [enqueue(frozen), enqueue(frozen), enqueue(alive)]
    enqueueing._silent_until = 0.0  # as after the silence
    answers.append(enqueue(alive))

    assert answers == [False, False, False, True]
    assert queued(queue_url) == 1


@pytest.mark.django_db(transaction=True)
def test_nobody_is_woken_before_the_commit_or_for_a_rollback(queue_url: str) -> None:
    task = task_of(celery_app(queue_url))

    with transaction.atomic():
        enqueue_on_commit(task, 1)
        before_commit = queued(queue_url)
    with transaction.atomic():
        enqueue_on_commit(task, 2)
        transaction.set_rollback(True)

    assert (before_commit, queued(queue_url)) == (0, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("parcels")
def test_what_was_decided_stays_decided_though_nobody_could_be_woken() -> None:
    with transaction.atomic():
        enqueue_on_commit(task_of(celery_app("redis://127.0.0.1:1/0")), 1)
        Parcel.objects.create(name="kept")

    assert [parcel.name for parcel in leases.workable(Parcel.objects.all())] == ["kept"]


def test_the_arguments_of_a_wake_up_arrive_as_they_were(queue_url: str) -> None:
    enqueue(task_of(celery_app(queue_url)), 7, "evening")

    with redis.Redis.from_url(queue_url) as client:
        message = json.loads(client.lpop("enqueueing-test"))  # type: ignore[arg-type]
    assert json.loads(base64.b64decode(message["body"]))[0] == [7, "evening"]


@pytest.mark.django_db(transaction=True)
def test_a_wake_up_that_breaks_keeps_no_other_from_being_woken(queue_url: str) -> None:
    with transaction.atomic():
        enqueue_on_commit(task_of(celery_app("nowhere://")), 1)
        enqueue_on_commit(task_of(celery_app(queue_url)), 2)

    assert queued(queue_url) == 1


def test_a_wake_up_keeps_to_what_the_portal_says_of_its_broker(queue_url: str) -> None:
    app = celery_app(queue_url)
    app.conf.broker_transport_options = {"global_keyprefix": "enqueueing-test:"}

    enqueue(task_of(app), 1)

    with redis.Redis.from_url(queue_url) as client:
        key = "enqueueing-test:enqueueing-test"
        assert (client.llen("enqueueing-test"), client.llen(key), client.delete(key)) == (0, 1, 1)


def test_a_frozen_redis_is_asked_for_one_connection(frozen: socket.socket, frozen_url: str) -> None:
    enqueue(task_of(celery_app(frozen_url)))

    accepted = list(connections_to(frozen))
    for connection in accepted:
        connection.close()
    assert len(accepted) == 1


def connections_to(server: socket.socket) -> Iterator[socket.socket]:
    server.setblocking(False)
    with suppress(BlockingIOError):
        while True:
            yield server.accept()[0]
