"""Imports of tables that stop half-way, fail, or meet at the same rows: each row is imported once."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from companies.models import Company
from exchange.models import ImportBatch, ImportRow
from exchange.queries import imports_to_enqueue
from exchange.services import table_imports
from exchange.services.table_imports import (
    apply_import,
    confirm_import,
)
from tests.exchange.uploads import ROW, check, outcomes
from tests.factories import AdministratorFactory

pytestmark = pytest.mark.django_db


def test_interrupted_import_goes_on_where_it_stopped() -> None:
    batch = check(ROW, ROW | {"id": "kr-02"})
    confirm_import(batch, by=AdministratorFactory())
    first = batch.rows.get(line=2)
    ImportRow.objects.filter(pk=first.pk).update(done_at=batch.uploaded_at)

    apply_import(batch.pk)

    batch.refresh_from_db()
    assert list(Company.objects.values_list("source_id", flat=True)) == ["kr-02"]
    assert batch.status == "done"


def test_import_that_fails_is_tried_again_and_given_up_in_the_end() -> None:
    batch = check(ROW)
    confirm_import(batch, by=AdministratorFactory())
    ImportRow.objects.update(record={"broken": True})

    for _attempt in range(5):
        with pytest.raises(KeyError):
            apply_import(batch.pk)

    batch.refresh_from_db()
    assert (batch.status, batch.error) == ("failed", "KeyError: 'projects'")


def test_import_whose_worker_died_goes_on_when_its_lease_is_over() -> None:
    batch = check(ROW)
    confirm_import(batch, by=AdministratorFactory())
    ImportBatch.objects.update(lease_token=1, lease_until=timezone.now() + timedelta(seconds=30))
    apply_import(batch.pk)
    under_lease = (Company.objects.count(), imports_to_enqueue())
    ImportBatch.objects.update(lease_until=timezone.now())
    afterwards = imports_to_enqueue()

    apply_import(batch.pk)

    batch.refresh_from_db()
    assert (under_lease, afterwards) == ((0, []), [batch.pk])
    assert (Company.objects.count(), batch.status, batch.attempts, batch.error) == (1, "done", 2, "")


def test_import_that_no_worker_survives_is_given_up() -> None:
    batch = check(ROW)
    confirm_import(batch, by=AdministratorFactory())
    ImportBatch.objects.update(attempts=4, lease_token=1, lease_until=timezone.now())

    apply_import(batch.pk)

    batch.refresh_from_db()
    assert (Company.objects.count(), batch.status) == (0, "failed")
    assert batch.error == "the worker ended without an answer"


def test_worker_that_was_taken_over_imports_no_further_row() -> None:
    batch = check(ROW, ROW | {"id": "kr-02"})
    confirm_import(batch, by=AdministratorFactory())
    ImportBatch.objects.update(lease_token=2, lease_until=timezone.now() + timedelta(minutes=1))

    is_more_to_do = table_imports._apply_next_rows(batch.pk, token=1)
    companies_then = Company.objects.count()

    assert (is_more_to_do, companies_then) == (False, 0)
    assert table_imports._apply_next_rows(batch.pk, token=2)
    assert Company.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_import_each_row_once() -> None:
    batch = check(*(ROW | {"id": f"kr-{number}"} for number in range(30)))
    confirm_import(batch, by=AdministratorFactory())
    together = Barrier(2)

    def work() -> None:
        together.wait()
        apply_import(batch.pk)
        connection.close()

    threads = [Thread(target=work) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    batch.refresh_from_db()
    assert (Company.objects.count(), batch.status) == (30, "done")
    assert {outcome for _line, outcome in outcomes(batch)} == {"create"}
