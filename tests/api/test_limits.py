"""How often one may ask."""

from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from rest.models import RequestCount
from rest.queries import count_request
from rest.services import purge_old_records
from tests.api.conftest import Program

pytestmark = pytest.mark.django_db


def test_the_count_begins_anew_when_its_minute_is_over(visitor: Program, settings: Any) -> None:
    settings.API_RATES = {"visitor": "2/min", "token": "3/min"}
    with time_machine.travel(datetime(2026, 11, 24, 9, 0, tzinfo=UTC), tick=False) as clock:
        seen = []
        for seconds in (0, 20, 20, 19, 2):
            clock.shift(seconds)
            answer = visitor.get("/concepts/")
            seen.append((answer.status_code, answer.headers.get("Retry-After")))

    assert seen == [(200, None), (200, None), (429, "20"), (429, "1"), (200, None)]


@pytest.mark.django_db(transaction=True)
def test_two_processes_count_together(settings: Any) -> None:
    now, window = timezone.now(), timedelta(minutes=1)
    counts = []

    def count() -> None:
        counts.extend(count_request("visitor:1", now=now, window=window)[0] for _number in range(20))
        connection.close()

    threads = [Thread(target=count) for _process in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(counts) == list(range(1, 41))


def test_counts_are_forgotten_after_a_day() -> None:
    count_request("visitor:1", now=timezone.now() - timedelta(days=2), window=timedelta(minutes=1))
    count_request("visitor:2", now=timezone.now(), window=timedelta(minutes=1))

    purge_old_records()

    assert [row.caller for row in RequestCount.objects.all()] == ["visitor:2"]
