from collections.abc import Iterator

import pytest
from django.db import connection

from jobs import enqueueing
from tests.jobs.parcels import Parcel


@pytest.fixture(autouse=True)
def _listening_broker() -> Iterator[None]:
    """A broker that failed in one test is tried again in the next."""
    yield
    enqueueing._silent_until = 0.0


@pytest.fixture
def parcels(db: None) -> Iterator[None]:
    """A table of rows that are work and belong to no app; a run without migrations has made it already."""
    is_there = Parcel._meta.db_table in connection.introspection.table_names()
    is_kept = is_there or connection.in_atomic_block
    if not is_there:
        with connection.schema_editor() as editor:
            editor.create_model(Parcel)
    yield
    if not is_kept:
        with connection.schema_editor() as editor:
            editor.delete_model(Parcel)
