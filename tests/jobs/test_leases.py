"""What is free, held, lapsed and given up, by the database's clock, and what a late holder may still write."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection
from django.db.models.functions import Now

from jobs import leases
from tests.jobs.parcels import HOUR, OVER, Parcel, attempts, bring, claim, everything, let_time_pass

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("parcels")]


def database_time() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        return cursor.fetchone()[0]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    "write",
    [
        lambda rows: leases.finish(rows, token=1, place="delivered"),
        lambda rows: leases.postpone(rows, token=1, delay=HOUR, place="lost"),
        lambda rows: leases.release(rows, token=1, delay=HOUR, place="back"),
        lambda rows: leases.renew(rows, token=1, lease=DAY),
    ],
)
def test_a_late_holder_whose_row_was_taken_over_changes_nothing(write: Callable[[Any], int]) -> None:
    bring("parcel")
    claim(1, lease=OVER)
    leases.recover(Parcel.objects.all())
    claim(2)
    before = everything()

    changed = write(Parcel.objects.all())

    assert (changed, everything()) == (0, before)
    assert leases.finish(Parcel.objects.all(), token=2) == 1


@pytest.mark.parametrize("is_recovered", [False, True])
def test_a_late_holder_finishes_what_nobody_else_took_up(is_recovered: bool) -> None:
    bring("parcel")
    claim(1, lease=OVER)
    if is_recovered:
        leases.recover(Parcel.objects.all())

    finished = leases.finish(Parcel.objects.all(), token=1, place="delivered")

    assert finished == 1
    assert everything()[0]["place"] == "delivered"


def test_a_claim_takes_as_many_as_asked_in_the_order_asked_and_writes_what_is_said() -> None:
    bring("b", "c", "a")

    rows = leases.claim(Parcel.objects.order_by("name"), token=1, lease=HOUR, limit=2, place="van")

    assert [(row.name, row.place) for row in rows] == [("a", "counter"), ("b", "counter")]
    assert list(Parcel.objects.filter(place="van").values_list("name", "lease_token")) == [("b", 1), ("a", 1)]


def test_what_was_released_is_free_at_once_and_has_no_attempt_behind_it() -> None:
    bring("parcel")
    due_at = Parcel.objects.get().due_at
    claim(1)

    leases.release(Parcel.objects.all(), token=1)

    assert Parcel.objects.get().due_at == due_at
    assert (claim(2), attempts()) == (["parcel"], [0])


def test_what_was_released_with_a_delay_is_free_after_it() -> None:
    bring("parcel")
    claim(1)
    leases.release(Parcel.objects.all(), token=1, delay=HOUR)

    let_time_pass(HOUR - MINUTE)
    too_early = claim(2)
    let_time_pass(MINUTE)

    assert (too_early, claim(2), attempts()) == ([], ["parcel"], [0])


def test_a_failed_attempt_is_counted_and_the_next_one_comes_after_the_delay() -> None:
    bring("parcel")
    claim(1)
    leases.postpone(Parcel.objects.all(), token=1, delay=HOUR, place="nobody home")

    let_time_pass(HOUR - MINUTE)
    too_early = claim(2)
    let_time_pass(MINUTE)

    assert (too_early, claim(2), attempts()) == ([], ["parcel"], [1])
    assert everything()[0]["place"] == "nobody home"


@pytest.mark.parametrize(
    "end",
    [
        lambda token: leases.postpone(Parcel.objects.all(), token=token, delay=timedelta()),
        lambda _token: (let_time_pass(HOUR), leases.recover(Parcel.objects.all())),
    ],
    ids=["failed", "died"],
)
def test_attempts_run_out_whether_holders_fail_or_die(end: Callable[[int], object]) -> None:
    bring("parcel")

    taken = []
    for token in range(4):
        taken.append(claim(token, most_attempts=3))
        end(token)

    assert taken == [["parcel"], ["parcel"], ["parcel"], []]
    assert [row.name for row in leases.exhausted(Parcel.objects.all(), most_attempts=3)] == ["parcel"]


def test_the_last_attempt_is_not_given_up_while_it_is_made() -> None:
    bring("parcel", attempts=3)
    Parcel.objects.update(lease_token=1, lease_until=Now() + OVER)

    exhausted = leases.exhausted(Parcel.objects.all(), most_attempts=3)

    assert not exhausted.exists()


def test_a_renewed_lease_lasts_from_now_on() -> None:
    bring("parcel")
    claim(1, lease=MINUTE)

    leases.renew(Parcel.objects.all(), token=1, lease=HOUR)
    let_time_pass(HOUR - MINUTE)

    assert leases.recover(Parcel.objects.all()) == 0


def test_what_is_started_again_has_all_its_attempts_and_no_former_holder() -> None:
    bring("parcel", attempts=7)
    claim(1)
    leases.postpone(Parcel.objects.all(), token=1, delay=DAY)

    leases.restart(Parcel.objects.all(), place="counter again")

    assert leases.finish(Parcel.objects.all(), token=1) == 0
    assert (claim(2), attempts(), everything()[0]["place"]) == (["parcel"], [0], "counter again")


@pytest.mark.parametrize("error", [-DAY, DAY], ids=["behind", "ahead"])
def test_the_databases_clock_decides_however_wrong_the_workers_is(error: timedelta) -> None:
    bring("held")
    claim(1, lease=HOUR)
    bring("lapsed")
    claim(2, lease=OVER)
    bring("later")
    Parcel.objects.filter(name="later").update(due_at=Now() + HOUR)

    with time_machine.travel(datetime.now(UTC) + error):
        bring("due")
        taken = claim(3, lease=HOUR)
        recovered = leases.recover(Parcel.objects.all())
        claim(4, lease=HOUR)
        leases.postpone(Parcel.objects.filter(name="due"), token=3, delay=HOUR)

    now = database_time()
    assert (taken, recovered) == (["due"], 1)
    assert timedelta() < now + HOUR - Parcel.objects.get(name="due").due_at < MINUTE
    assert timedelta() < now + HOUR - (Parcel.objects.get(name="lapsed").lease_until or now) < MINUTE


def test_each_row_is_free_or_held_or_lapsed_and_workable_unless_held() -> None:
    bring("lapsed")
    claim(1, lease=OVER)
    bring("held")
    claim(2)
    bring("later")
    Parcel.objects.filter(name="later").update(due_at=Now() + HOUR)
    bring("free")

    rows = Parcel.objects.all()
    found = {
        read.__name__: [parcel.name for parcel in read(rows)]
        for read in (leases.free, leases.current, leases.lapsed, leases.workable)
    }

    assert found == {"free": ["free"], "current": ["held"], "lapsed": ["lapsed"], "workable": ["lapsed", "free"]}
    assert leases.lapsed_tokens(rows) == [1]


def test_each_holder_of_lapsed_rows_is_named_once() -> None:
    bring("a", "b")
    claim(5, lease=OVER)
    bring("c")
    claim(4, lease=OVER)

    assert leases.lapsed_tokens(Parcel.objects.order_by("-name")) == [4, 5]


def test_a_lease_without_a_holder_is_refused_by_the_database() -> None:
    bring("parcel")

    with pytest.raises(IntegrityError, match="lease_has_holder"):
        Parcel.objects.update(lease_until=Now())


def test_tokens_are_new_and_fit_their_column() -> None:
    tokens = {leases.make_token() for _time in range(1000)}

    assert len(tokens) == 1000
    assert all(0 <= token < 2**63 for token in tokens)


@pytest.mark.parametrize(("attempts", "delay"), [(0, MINUTE), (1, HOUR), (2, None), (9, None)])
def test_the_timetable_says_how_long_to_wait_until_it_is_used_up(attempts: int, delay: timedelta | None) -> None:
    assert leases.retry_delay((MINUTE, HOUR), attempts=attempts) == delay
