"""Sessions that are over leave the table: nobody signs in with them, and what visitors typed lies in them."""

from django.contrib.sessions.models import Session
from django.db.models.functions import Now

from jobs.sweeps import purge_rows


def clear_sessions() -> int:
    """Delete those that have ended. Returns how many."""
    return purge_rows("accounts.clear_sessions", Session.objects.filter(expire_date__lte=Now()))
