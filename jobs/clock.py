"""The one clock: PostgreSQL's. Machines that serve or work may be hours off, and nothing ends or leaves for that.

Queries compare with `Now()`; where Python needs the moment, it asks here.
"""

from datetime import datetime

from django.db import connection


def database_now() -> datetime:
    """The moment by the database's clock, as `Now()` in a query: that of this statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT STATEMENT_TIMESTAMP()")
        moment: datetime = cursor.fetchone()[0]
    return moment
