"""When the service may be asked: not while it rests, and no more characters in a day than the operator allows."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from translation.errors import ServiceAwayError, ServiceError
from translation.models import ServiceState

logger = logging.getLogger(__name__)

PATIENCE = 3
"""Failures in a row after which a service that does not answer rests."""
RESTS = (timedelta(minutes=2), timedelta(minutes=5), timedelta(minutes=15))


def is_resting(engine: str) -> bool:
    return ServiceState.objects.filter(engine=engine, resting_until__gt=Now()).exists()


def has_failed(engine: str) -> bool:
    """Whether its last answer was none: it is then asked for one text before it is asked for many."""
    return ServiceState.objects.filter(engine=engine, failures__gt=0).exists()


def note_success(engine: str) -> None:
    ServiceState.objects.filter(engine=engine, failures__gt=0).update(failures=0, answer="", resting_until=None)


@transaction.atomic
def note_failure(engine: str, error: ServiceError) -> None:
    """It rests as long as the error says, or longer and longer once it has not answered a few times in a row."""
    state = _locked(engine)
    state.failures += 1
    state.answer = str(error)[:300]
    rest = error.rest
    if isinstance(error, ServiceAwayError) and state.failures >= PATIENCE:
        rest = RESTS[min(state.failures - PATIENCE, len(RESTS) - 1)]
    if rest:
        logger.error("The translation service %s rests for %s: %s", engine, rest, error)
    state.save(update_fields=["failures", "answer"])
    ServiceState.objects.filter(pk=state.pk).update(resting_until=Now() + rest if rest else None)


@transaction.atomic
def spend(engine: str, characters: int) -> bool:
    """Whether as many may be sent today; they are counted then. 0 in the settings is no limit."""
    today, limit = timezone.localdate(), settings.TRANSLATION_DAILY_CHARACTERS
    state = _locked(engine)
    ServiceState.objects.filter(pk=state.pk).exclude(day=today).update(day=today, characters=0)
    states = ServiceState.objects.filter(pk=state.pk)
    allowed = states.filter(characters__lte=limit - characters) if limit else states
    return bool(allowed.update(characters=F("characters") + characters))


def _locked(engine: str) -> ServiceState:
    ServiceState.objects.bulk_create([ServiceState(engine=engine)], ignore_conflicts=True)
    return ServiceState.objects.select_for_update().get(engine=engine)
