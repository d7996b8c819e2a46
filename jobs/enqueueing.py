"""Waking a worker: a courtesy that may fail, for the work itself is a row that a sweeper finds within half a minute."""

import logging
from time import monotonic

from celery.app.task import Task
from django.db import transaction
from kombu.exceptions import KombuError, OperationalError
from kombu.pools import producers
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

SILENCE = 20.0  # seconds without another try after a failed one, lest a frozen Redis slows every request down
# A request waits a second at most; the workers' own connections, which wait for messages, keep their longer patience.
IMPATIENCE = {"socket_timeout": 1, "socket_connect_timeout": 1, "max_retries": 0}
_silent_until = 0.0


def enqueue(task: Task, *args: int | str) -> bool:  # type: ignore[type-arg]
    """Ask a worker to run the task now; False when nobody could be asked. Never raises for want of Redis.

    A frozen Redis costs the caller one socket timeout, then nothing for `SILENCE` seconds in this process.
    """
    global _silent_until  # noqa: PLW0603 - one broker per process, and a torn read costs one wake-up
    if monotonic() < _silent_until:
        return False
    try:
        _publish(task, args)
    except (KombuError, OperationalError, RedisError, OSError) as error:
        _silent_until = monotonic() + SILENCE
        logger.warning("%s was not woken, the sweeper will find the work: %s", task.name, error)
        return False
    return True


def enqueue_on_commit(task: Task, *args: int | str) -> None:  # type: ignore[type-arg]
    """Ask a worker once the transaction has made the work visible; not at all if it is rolled back."""

    def enqueue_now() -> None:  # Django can report the failure of a function, not of a functools.partial
        enqueue(task, *args)

    transaction.on_commit(enqueue_now, robust=True)


def _publish(task: Task, args: tuple[int | str, ...]) -> None:  # type: ignore[type-arg]
    broker = task.app.connection_for_write()
    broker.transport_options = {**(broker.transport_options or {}), **IMPATIENCE}
    with producers[broker].acquire(block=True, timeout=1) as producer:
        task.apply_async(args=args, producer=producer, retry=False, ignore_result=True)
