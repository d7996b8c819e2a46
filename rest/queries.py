"""Reads that need the database's own words."""

from datetime import datetime, timedelta

from django.db import connection

_COUNT = """
    INSERT INTO rest_requestcount AS counted (caller, since, count) VALUES (%(caller)s, %(now)s, %(amount)s)
    ON CONFLICT (caller) DO UPDATE SET
        count = CASE WHEN counted.since > %(begin)s
            THEN LEAST(counted.count::bigint + %(amount)s, 2147483647) ELSE %(amount)s END,
        since = CASE WHEN counted.since > %(begin)s THEN counted.since ELSE %(now)s END
    RETURNING count, since
"""


def count_request(caller: str, *, now: datetime, window: timedelta, amount: int = 1) -> tuple[int, datetime]:
    """Count one more request of the caller, or so much of something: how many or how much there is in its window by
    now, and when that began.

    A window begins with the first request after the one before is over. One statement, whoever else counts meanwhile.
    """
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"caller": caller, "now": now, "begin": now - window, "amount": amount})
        count, since = cursor.fetchone()
    return count, since
