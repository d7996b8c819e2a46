"""One helper for all sweeps: each row for itself, with a word about those that failed."""

from collections.abc import Collection
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from jobs.models import RowFailure
from jobs.sweeps import for_all_rows, for_each_row, purge_rows
from tests.jobs.parcels import Parcel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("parcels")]


def make_parcels(*names: str) -> list[int]:
    return [Parcel.objects.create(name=name).pk for name in names]


def ship(parcel_id: int) -> bool:
    """Those without a name fail after they were written to; nothing is done twice."""
    is_new = Parcel.objects.filter(pk=parcel_id).exclude(place="ship").update(place="ship")
    if not Parcel.objects.get(pk=parcel_id).name:
        raise ValueError("nobody\nis named")
    return bool(is_new)


def ship_all(parcel_ids: list[int]) -> Collection[int]:
    return [pk for pk in parcel_ids if ship(pk)]


def places() -> list[str]:
    return list(Parcel.objects.values_list("place", flat=True))


@pytest.mark.parametrize(("sweep", "work"), [(for_each_row, ship), (for_all_rows, ship_all)])
def test_the_others_are_done_and_nothing_of_the_failed_one_stays(sweep: Any, work: Any) -> None:
    ids = make_parcels("a", "b", "", "c", "d")

    done = [sweep("ship", Parcel.objects.all(), work) for _number in range(2)]

    assert done == [[ids[0], ids[1], ids[3], ids[4]], []]
    assert places() == ["ship", "ship", "counter", "ship", "ship"]


def test_a_failure_is_logged_with_its_id_counted_and_kept_until_it_is_over(caplog: Any) -> None:
    (bad,) = make_parcels("")
    RowFailure.objects.create(sweep="another", subject="jobs.Parcel 1")

    for _number in range(3):
        for_each_row("ship", Parcel.objects.all(), ship)
    seen = list(RowFailure.objects.values_list("sweep", "subject", "error", "count"))
    Parcel.objects.update(name="somebody")
    for_each_row("ship", Parcel.objects.all(), ship)

    assert seen == [("another", "jobs.Parcel 1", "", 0), ("ship", f"jobs.Parcel {bad}", "ValueError: nobody", 3)]
    assert [record.getMessage() for record in caplog.records] == [f"ship could not do jobs.Parcel {bad}"] * 3
    assert list(RowFailure.objects.values_list("sweep", flat=True)) == ["another"]


def test_rows_are_purged_all_the_same() -> None:
    make_parcels("a", "b")

    assert (purge_rows("purge", Parcel.objects.all()), purge_rows("purge", Parcel.objects.all())) == (2, 0)


def test_the_end_of_the_workers_time_is_no_fault_of_a_row() -> None:
    make_parcels("a", "b")

    def run_out(_parcel_id: int) -> bool:
        raise SoftTimeLimitExceeded

    with pytest.raises(SoftTimeLimitExceeded):
        for_each_row("ship", Parcel.objects.all(), run_out)
    assert not RowFailure.objects.exists()
