"""Travelling in time with both clocks: Python's, and the database's that decides what is due."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import time_machine
from django.db import connection
from django.db.backends.signals import connection_created
from django.utils import timezone


@contextmanager
def travel(moment: datetime | str, *, tick: bool = True) -> Iterator[time_machine.Traveller]:
    """As `time_machine.travel`, and the queries of this process take `Now()` for that moment too.

    What the database writes by itself (defaults of columns, triggers) keeps the real time. `time_machine` alone is a
    machine whose clock is wrong.
    """
    connection_created.connect(_join)  # of other threads
    with time_machine.travel(moment, tick=tick) as traveller, connection.execute_wrapper(_tell_pythons_time):
        try:
            yield traveller
        finally:
            connection_created.disconnect(_join)


def _join(connection: Any, **_kwargs: Any) -> None:
    connection.execute_wrappers.append(_tell_pythons_time)


def _tell_pythons_time(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
    moment = f"'{timezone.now().isoformat()}'::timestamptz"
    return execute(sql.replace("STATEMENT_TIMESTAMP()", moment) if isinstance(sql, str) else sql, params, many, context)
