"""The mail server that refuses us: after some equal answers it rests for all workers, and administrators are told.

Only final answers (5xx) to what is said before a recipient is named count here; they say nothing about any mail.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.urls import reverse

from accounts.models import StaffRole, User
from notifications.models import About, EmailKind, Relay
from notifications.queries import our_relay
from notifications.services.queueing import queue_email
from notifications.smtp import WeAreRefusedError, relay_address

logger = logging.getLogger(__name__)


@transaction.atomic
def note_refusal(error: WeAreRefusedError) -> None:
    """Count it; the server rests once it is one too many, and again for every one until a mail gets past this point."""
    if not error.reply.is_final:
        return
    relay = _locked_relay()
    is_same = (relay.step, relay.code) == (error.step, error.reply.code)
    relay.refusals = relay.refusals + 1 if is_same else 1
    relay.step, relay.code, relay.answer = error.step, error.reply.code, str(error)[:500]
    relay.save(update_fields=["refusals", "step", "code", "answer"])
    if relay.resting_since or relay.refusals >= settings.RELAY_REFUSALS:
        _rest(relay)


def note_welcome() -> None:
    """The server listens to us again: whatever it said before is over."""
    welcome = {"refusals": 0, "step": "", "code": 0, "answer": "", "resting_since": None, "resting_until": None}
    if our_relay().filter(refusals__gt=0).update(**welcome):
        logger.info("The mail server takes mail again")


def _locked_relay() -> Relay:
    Relay.objects.bulk_create([Relay(address=relay_address(settings.SMTP_URL))], ignore_conflicts=True)
    return our_relay().select_for_update().get()


def _rest(relay: Relay) -> None:
    is_new = relay.resting_since is None
    beginning = {"resting_since": Now()} if is_new else {}
    until = Now() + timedelta(minutes=settings.RELAY_REST_MINUTES)
    Relay.objects.filter(pk=relay.pk).update(resting_until=until, **beginning)
    if is_new:
        logger.error("The mail server refused us %d times in the same way and rests: %s", relay.refusals, relay.answer)
        relay.refresh_from_db()
        _write_to_administrators(relay)


def _write_to_administrators(relay: Relay) -> None:
    """Through the outbox like all mail: it leaves first thing once the server takes mail again, and says so."""
    for administrator in User.objects.filter(is_active=True, staff_role=StaffRole.ADMINISTRATOR):
        queue_email(
            administrator,
            kind=EmailKind.REVIEW_WORK,
            about=About(relay, occasion=relay.resting_since.isoformat() if relay.resting_since else ""),
            topic="resting",
            template="relay_resting",
            context={"relay": relay, "path": reverse("notifications:email_list")},
        )
