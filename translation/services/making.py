"""Having texts translated: claim a batch, ask the service, check what came back, keep it. Nobody waits for it."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from itertools import groupby

from django.db.models import QuerySet
from django.utils import timezone

from jobs import leases, stopping
from translation.clients import Translator, chosen_translator
from translation.errors import BadAnswerError, ServiceError
from translation.models import Translation, TranslationStatus
from translation.protection import Hidden, fault_in, hide
from translation.services.resting import has_failed, is_resting, note_failure, note_success, spend

logger = logging.getLogger(__name__)

BATCH_SIZE = 20
LEASE = timedelta(minutes=5)
RETRY_DELAYS = (timedelta(minutes=1), timedelta(minutes=15), timedelta(hours=3))
"""For texts with which the service can do nothing; after these it is left in the original."""


def make_waiting(*, batch_size: int = BATCH_SIZE, lease: timedelta = LEASE) -> bool:
    """Have one batch translated; True when more is due now. Safe to run at once and to be killed at any moment."""
    translator = chosen_translator()
    if translator is None or is_resting(translator.engine):
        return False
    waiting = Translation.objects.waiting()
    leases.recover(waiting)
    token = leases.make_token()
    limit = 1 if has_failed(translator.engine) else batch_size
    rows = leases.claim(waiting.order_by("due_at", "pk"), token=token, lease=lease, limit=limit)
    for group in _groups(rows):
        if not _translate(translator, group, token=token):
            leases.release(leases.held(waiting, token=token), token=token)
            return False
    return bool(rows) and leases.free(waiting).exists()


def _groups(rows: Sequence[Translation]) -> Iterator[list[Translation]]:
    """Texts of one pair of languages go together; one that failed before goes alone."""
    fresh = [row for row in rows if not row.attempts]
    ordered = sorted(fresh, key=lambda row: (row.source, row.target))
    for _pair, group in groupby(ordered, key=lambda row: (row.source, row.target)):
        yield list(group)
    yield from ([row] for row in rows if row.attempts)


def _translate(translator: Translator, rows: list[Translation], *, token: int) -> bool:
    """False when the service should be left alone."""
    if stopping.is_told():
        return False
    source, target = rows[0].source, rows[0].target
    hidden = [hide(row.original, target, row.names) for row in rows]
    if not spend(translator.engine, sum(len(one.text) for one in hidden)):
        leases.release(_these(rows), token=token, delay=_until_tomorrow())
        return True
    try:
        answers = translator.translate([one.text for one in hidden], source, target)
    except BadAnswerError as error:
        _put_off(rows, token=token, error=error)
        return True
    except ServiceError as error:
        note_failure(translator.engine, error)
        leases.release(_these(rows), token=token, delay=error.rest or timedelta(seconds=30))
        return False
    note_success(translator.engine)
    for row, one, answer in zip(rows, hidden, answers, strict=True):
        _settle(translator, row, one, answer, token=token)
    return True


def _settle(translator: Translator, row: Translation, hidden: Hidden, answer: str, *, token: int) -> None:
    text = hidden.restore(answer)
    fault = "a name or an address was lost" if text is None else fault_in(row.original, row.source, text, row.target)
    if fault:
        logger.warning("A translation from %s to %s was refused: %s", row.source, row.target, fault)
    leases.finish(
        _these([row]),
        token=token,
        status=TranslationStatus.REFUSED if fault else TranslationStatus.READY,
        text=answer if text is None else text,
        remark=fault[:300],
        engine=translator.engine,
        version=translator.version,
        made_at=timezone.now(),
    )


def _put_off(rows: list[Translation], *, token: int, error: BadAnswerError) -> None:
    for row in rows:
        delay = leases.retry_delay(RETRY_DELAYS, attempts=row.attempts)
        if delay is None:
            leases.finish(_these([row]), token=token, status=TranslationStatus.FAILED, remark=str(error)[:300])
        else:
            leases.postpone(_these([row]), token=token, delay=delay, remark=str(error)[:300])


def _these(rows: Sequence[Translation]) -> "QuerySet[Translation]":
    return Translation.objects.filter(pk__in=[row.pk for row in rows], status=TranslationStatus.WAITING)


def _until_tomorrow() -> timedelta:
    now = timezone.localtime()
    tomorrow = datetime.combine(now.date() + timedelta(days=1), time(0, 1), tzinfo=now.tzinfo)
    return tomorrow - now
