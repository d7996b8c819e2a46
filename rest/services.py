"""Keeps what was answered to a request, so that the same one sent again does nothing and gets the same answer.

The row of the key is written in the transaction of the work itself: a second request with the key waits for the first
at the unique constraint, and when the first fails nothing is left of either.
"""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from jobs.sweeps import purge_rows
from rest.errors import KeyReusedError
from rest.models import RECORD_LIFETIME, IdempotencyRecord, RequestCount


@transaction.atomic
def claim_key(user_id: int | None, *, key: str, route: str, body_digest: str) -> tuple[IdempotencyRecord, bool]:
    """The row of `key` and whether its answer is there already (else the caller is to do the work and keep it).

    Visitors have no id, and keys that nobody else could know. Call it in the transaction of the work. Raises
    KeyReusedError when the key came with another request.
    """
    own = IdempotencyRecord.objects.filter(Q(user_id=user_id) if user_id else Q(user=None), key=key)
    own.filter(created_at__lte=_oldest()).delete()
    claim = IdempotencyRecord(user_id=user_id, key=key, route=route, body_digest=body_digest, created_at=Now())
    IdempotencyRecord.objects.bulk_create([claim], ignore_conflicts=True)
    row = own.get()
    if (row.route, row.body_digest) != (route, body_digest):
        raise KeyReusedError(
            _("This Idempotency-Key has already been used with another request. Use a new key for a new request.")
        )
    return row, row.status is not None


def record_response(row: IdempotencyRecord, *, status: int, body: str, headers: Mapping[str, str]) -> None:
    """Keep the answer in full; the caller's transaction holds the work it is about."""
    row.status, row.body, row.headers = status, body, dict(headers)
    row.save(update_fields=["status", "body", "headers"])


def release_key(row: IdempotencyRecord) -> None:
    """Nothing was done: the same request may come again."""
    row.delete()


def purge_old_records() -> int:
    """Drop those whose day is over, and how often was asked before it. Returns how many answers."""
    RequestCount.objects.filter(since__lte=_oldest()).delete()
    return purge_rows("rest.purge_old_records", IdempotencyRecord.objects.filter(created_at__lte=_oldest()))


def _oldest() -> CombinedExpression:
    return Now() - RECORD_LIFETIME
