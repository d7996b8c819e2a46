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
    """A table of rows that are work and belong to no app of the portal."""
    is_rolled_back = connection.in_atomic_block
    with connection.schema_editor() as editor:
        editor.create_model(Parcel)
    yield
    if not is_rolled_back:
        with connection.schema_editor() as editor:
            editor.delete_model(Parcel)
