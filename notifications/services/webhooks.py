"""The life of a webhook: made, paused, resumed, given a new secret, deleted."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from notifications.errors import AddressNotAllowedError, TooManyWebhooksError, WebhookChangedError
from notifications.models import SECRET_OVERLAP, PauseReason, Webhook
from notifications.models.webhooks import CHOSEN_KINDS, make_salt
from notifications.outgoing.addresses import AddressRefusedError, find_peers, read_address
from notifications.outgoing.signatures import derive_secret, write_secret
from notifications.signals import deliveries_queued

MOST_WEBHOOKS = 10


def create_webhook(owner: User, *, name: str, address: str, events: Iterable[str]) -> Webhook:
    """A webhook of `owner`; `secret_of` tells its secret. Raises AddressNotAllowedError, TooManyWebhooksError.

    The name is looked up before anything is locked, for that may take seconds.
    """
    check_address(address)
    return _create(owner, name=name, address=address, events=_sorted(events))


def check_address(address: str) -> None:
    """Raises AddressNotAllowedError, with what to do, unless messages may go there now."""
    is_local_allowed = settings.WEBHOOKS_MAY_CALL_LOCALHOST
    try:
        find_peers(read_address(address, is_local_allowed=is_local_allowed), is_local_allowed=is_local_allowed)
    except AddressRefusedError as error:
        raise AddressNotAllowedError(_(str(error))) from error


@transaction.atomic
def _create(owner: User, *, name: str, address: str, events: list[str]) -> Webhook:
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    if owner.webhooks.filter(deleted_at__isnull=True).count() >= MOST_WEBHOOKS:
        raise TooManyWebhooksError(
            _("You have reached the maximum number of webhooks. Delete one that you no longer need.")
        )
    return Webhook.objects.create(owner=owner, name=name, address=address, events=events)


def _sorted(events: Iterable[str]) -> list[str]:
    wanted = set(events)
    return [kind.value for kind in CHOSEN_KINDS if kind in wanted]


@transaction.atomic
def update_webhook(webhook: Webhook, *, name: str, events: Iterable[str], version: str | None = None) -> Webhook:
    """Another name, other events from now on; its address stays, for its secret is known there.

    Raises WebhookChangedError when `version`, the `fingerprint` that was read, is no longer the present one.
    """
    current = Webhook.objects.select_for_update(of=("self",)).get(pk=webhook.pk)
    if version not in (None, fingerprint(current)):
        raise WebhookChangedError(
            _(
                "Someone changed this resource after you read it. Read it again, then send your change with the new "
                "ETag."
            )
        )
    Webhook.objects.filter(pk=webhook.pk).update(name=name, events=_sorted(events))
    webhook.refresh_from_db()
    return webhook


def fingerprint(webhook: Webhook) -> str:
    """Changes with whatever `update_webhook` changes."""
    return hashlib.sha256(json.dumps([webhook.name, webhook.events]).encode()).hexdigest()[:32]


@transaction.atomic
def pause_webhook(webhook: Webhook, *, reason: PauseReason = PauseReason.ASKED) -> bool:
    """Nothing leaves until it is resumed; events are kept meanwhile. False when it was paused already."""
    standing = Webhook.objects.standing().filter(pk=webhook.pk, paused_at__isnull=True)
    is_paused = bool(standing.update(paused_at=timezone.now(), pause_reason=reason))
    webhook.refresh_from_db()
    return is_paused


@transaction.atomic
def resume_webhook(webhook: Webhook) -> Webhook:
    """What was kept leaves now; a count of failing days begins anew."""
    Webhook.objects.standing().filter(pk=webhook.pk).update(paused_at=None, pause_reason="", failing_since=None)
    webhook.refresh_from_db()
    deliveries_queued.send(sender=Webhook)
    return webhook


@transaction.atomic
def change_secret(webhook: Webhook) -> Webhook:
    """A new secret; for `SECRET_OVERLAP` messages are signed with the present one too."""
    until = timezone.now() + SECRET_OVERLAP
    Webhook.objects.filter(pk=webhook.pk).update(previous_salt=F("salt"), previous_until=until, salt=make_salt())
    webhook.refresh_from_db()
    return webhook


@transaction.atomic
def delete_webhook(webhook: Webhook) -> None:
    """It is told nothing from now on; deleting it twice is as well."""
    Webhook.objects.standing().filter(pk=webhook.pk).update(deleted_at=timezone.now())


def secret_of(webhook: Webhook) -> str:
    """What its owner is to keep; shown after it was made or changed, and never again."""
    return write_secret(derive_secret(bytes(webhook.salt), settings.SECRET_KEY))


def signing_secrets(webhook: Webhook, *, now: datetime) -> list[bytes]:
    """The present one first; while the portal's key is being changed, also those that come of the older keys."""
    salts = [bytes(webhook.salt)]
    if webhook.previous_salt is not None and webhook.previous_until is not None and now < webhook.previous_until:
        salts.append(bytes(webhook.previous_salt))
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [derive_secret(salt, key) for salt in salts for key in keys]
