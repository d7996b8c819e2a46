"""Keeps what was answered to a request, so that the same one sent again does nothing and gets the same answer.

The row of the key is written in the transaction of the work itself: a second request with the key waits for the first
at the unique constraint, and when the first fails nothing is left of either.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import KeyReused
from accounts.models import ANSWER_LIFETIME, KeptAnswer, RequestCount, User


@transaction.atomic
def claim_key(user: User, *, key: str, route: str, body_digest: str) -> tuple[KeptAnswer, bool]:
    """The row of `key` and whether its answer is there already (else the caller is to do the work and keep it).

    Call it in the transaction of the work. Raises KeyReused when the key came with another request.
    """
    KeptAnswer.objects.filter(user=user, key=key, created_at__lte=_oldest()).delete()
    claim = KeptAnswer(user=user, key=key, route=route, body_digest=body_digest)
    KeptAnswer.objects.bulk_create([claim], ignore_conflicts=True)
    row = KeptAnswer.objects.get(user=user, key=key)
    if (row.route, row.body_digest) != (route, body_digest):
        raise KeyReused(_("This Idempotency-Key came before with another request. Use a new key for a new request."))
    return row, row.status is not None


def keep_answer(row: KeptAnswer, *, status: int, body: str, headers: Mapping[str, str]) -> None:
    """Keep the answer in full; the caller's transaction holds the work it is about."""
    row.status, row.body, row.headers = status, body, dict(headers)
    row.save(update_fields=["status", "body", "headers"])


def forget_old_answers() -> int:
    """Drop those whose day is over, and how often was asked before it. Returns how many answers."""
    RequestCount.objects.filter(since__lte=_oldest()).delete()
    return KeptAnswer.objects.filter(created_at__lte=_oldest()).delete()[0]


def _oldest() -> datetime:
    return timezone.now() - ANSWER_LIFETIME
