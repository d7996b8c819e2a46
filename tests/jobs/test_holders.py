"""Holders at once and killed, on a real database: each row has one holder, and none is lost."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction

from jobs import leases
from tests.jobs.parcels import OVER, Parcel, attempts, bring, claim, everything, let_time_pass

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("parcels")]

ROOT = Path(__file__).resolve().parents[2]
WORKER = "import django; django.setup(); from tests.jobs.parcels import take_and_hang; take_and_hang(%d, %d)"
at_once = pytest.mark.django_db(transaction=True)


def in_another_session(work: Callable[[], Any]) -> Any:
    """What the work returns in a thread, and so on a connection, of its own."""
    answers: list[Any] = []

    def run() -> None:
        answers.append(work())
        connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join(30)
    return answers[0]


@contextmanager
def holder_process(token: int, *, seconds: int) -> Iterator["subprocess.Popen[bytes]"]:
    """Another process that has taken a parcel when the block begins."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "sgbc.settings"}
    command = [sys.executable, "-c", WORKER % (token, seconds)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline()
            yield process
        finally:
            process.kill()


@at_once
def test_claimers_at_once_get_disjoint_rows_and_leave_none() -> None:
    bring(*(f"{number:02}" for number in range(60)))
    together, taken = Barrier(4), dict[int, list[str]]()

    def work(token: int) -> None:
        together.wait()
        taken[token] = []
        while names := claim(token, limit=3):
            taken[token] += names
        connection.close()

    threads = [Thread(target=work, args=[token]) for token in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(name for names in taken.values() for name in names) == [f"{number:02}" for number in range(60)]
    for token, names in taken.items():
        assert {parcel.name for parcel in leases.held(Parcel.objects.all(), token=token)} == set(names)


@at_once
def test_a_row_that_somebody_is_taking_is_passed_over_and_not_waited_for() -> None:
    bring("first", "second")

    with transaction.atomic():
        Parcel.objects.select_for_update().get(name="first")
        taken = in_another_session(lambda: claim(1))

    assert taken == ["second"]


@at_once
def test_what_a_killed_holder_had_is_free_after_its_lease_and_not_before() -> None:
    bring("parcel")

    with holder_process(1, seconds=600) as holder:
        holder.kill()
        holder.wait()
    under_lease = (leases.recover(Parcel.objects.all()), claim(2), attempts())
    let_time_pass(timedelta(seconds=600))
    before_recovery = claim(2)
    recovered = leases.recover(Parcel.objects.all(), place="found")

    assert under_lease == (0, [], [0])
    assert (before_recovery, recovered) == ([], 1)
    assert (claim(2), attempts(), everything()[0]["place"]) == (["parcel"], [1], "found")


@at_once
def test_a_killed_holders_lease_runs_out_by_itself() -> None:
    bring("parcel")

    with holder_process(1, seconds=1):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(1)")
        recovered = leases.recover(Parcel.objects.all())

    assert (recovered, claim(2)) == (1, ["parcel"])


@at_once
def test_a_row_that_its_holder_has_locked_is_not_recovered_though_its_lease_lapsed() -> None:
    bring("locked", "dropped")
    claim(1, lease=OVER)

    with transaction.atomic():
        leases.renew(Parcel.objects.filter(name="locked"), token=1, lease=OVER)
        recovered = in_another_session(lambda: leases.recover(Parcel.objects.all()))
    afterwards = leases.recover(Parcel.objects.all())

    assert (recovered, afterwards, attempts()) == (1, 1, [1, 1])


@at_once
def test_a_claim_inside_a_transaction_is_refused() -> None:
    bring("parcel")

    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        claim(1)

    assert claim(1) == ["parcel"]
