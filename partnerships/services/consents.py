"""Allowing the other side to see one's contact, and taking it back. The introduction's row is the lock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from companies.models import Company, LookPlace
from companies.services.looks import record_looks
from companies.services.standing import obstacle_between
from jobs.clock import database_now
from notifications.models import OutboxEmail
from partnerships.calendars.working_hours import suggest_times
from partnerships.errors import ConsentRefusedError
from partnerships.models import CONSENT_TEXT, ContactConsent, ContactItem, ContactReading, Introduction
from partnerships.queries.introductions import consent_seen, items_to_offer, sides_acting, standing_consents
from partnerships.services.consent_times import end_consents
from partnerships.services.introduction_emails import (
    email_consent,
    email_contacts,
    email_withdrawn_consent,
    withhold_contact_emails,
)
from values.errors import StateConflictError
from values.formats.phrases import write_list

ONE_READING = timedelta(minutes=10)
WAYS_TO_REACH = {ContactItem.EMAIL, ContactItem.PHONE}


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read and chosen: the version of the text, its language, and the items to be shown; `seen` is the
    `consent_seen` of what stood beside them, empty for a program that did not look."""

    text_version: str
    language: str
    items: Sequence[str]
    seen: str = ""


@transaction.atomic
def give_consent(introduction: Introduction, *, company: Company, user: User, reading: Reading) -> ContactConsent:
    """Let the other side see these items; the second of the two consents shows both contacts and writes them.

    Raises ConsentRefusedError, and StateConflictError when a colleague gave the consent first.
    """
    if reason := obstacle_between(introduction.korean_company, introduction.luxembourg_company, reader=company):
        raise ConsentRefusedError(reason)
    locked = _lock(introduction, company)
    _require_unchanged(locked, company, reading)
    _require_readable(company, reading)
    _require_none_standing(locked, company)
    consent = ContactConsent.objects.create(
        introduction=locked,
        company=company,
        user=user,
        given_at=database_now(),
        text_version=reading.text_version,
        language=reading.language,
        items=[item for item in ContactItem.values if item in reading.items],
    )
    standing = standing_consents(locked)
    if len(standing) == 2:
        _reveal(locked)
    else:
        email_consent(locked, consent)
    return consent


def _lock(introduction: Introduction, company: Company) -> Introduction:
    locked = Introduction.objects.select_for_update(of=("self",), no_key=True).with_sides().get(pk=introduction.pk)
    if company.pk not in (locked.korean_company_id, locked.luxembourg_company_id):
        raise ConsentRefusedError(_("This introduction does not concern your company."))
    return locked


def _require_unchanged(introduction: Introduction, company: Company, reading: Reading) -> None:
    if reading.seen and reading.seen != consent_seen(introduction, company):
        raise ConsentRefusedError(
            _(
                "Nothing was shared: your contact details, or the name or location of the other company, have changed "
                "since you opened this page. Check them, then agree again."
            )
        )


def _require_readable(company: Company, reading: Reading) -> None:
    if reading.text_version != CONSENT_TEXT:
        raise ConsentRefusedError(_("The text has changed since you opened this page. Please read it again."))
    if missing := set(reading.items) - set(items_to_offer(company)):
        labels = write_list(ContactItem(item).label for item in ContactItem.values if item in missing)
        raise ConsentRefusedError(
            _(
                "These contact details are missing from your company’s profile: %(items)s. Add them first, then "
                "come back."
            )
            % {"items": labels}
        )
    if not WAYS_TO_REACH & set(reading.items):
        raise ConsentRefusedError(
            _("Select the e-mail address or the telephone number: otherwise nobody can contact you.")
        )


def _require_none_standing(introduction: Introduction, company: Company) -> None:
    own = ContactConsent.objects.filter(introduction=introduction, company=company)
    standing = own.in_force().select_related("user").first()
    if standing is not None:
        raise StateConflictError(
            _("%(person)s has already given your company’s consent. Nothing else was changed.")
            % {"person": standing.user or _("A colleague")}
        )
    end_consents(introduction)  # so that a new one can stand


def _reveal(introduction: Introduction) -> None:
    introduction.meeting_times = suggest_times(after=database_now())
    introduction.save(update_fields=["meeting_times"])
    email_contacts(introduction)


@transaction.atomic
def withdraw_consent(introduction: Introduction, *, company: Company) -> ContactConsent:
    """Hide both contacts again at once and tell the other side what that means. Raises StateConflictError when there is
    nothing to withdraw."""
    locked = _lock(introduction, company)
    consent = ContactConsent.objects.in_force().filter(introduction=locked, company=company).first()
    if consent is None:
        raise StateConflictError(_("There is no consent to withdraw: your contact details are not shared."))
    was_shown = len(standing_consents(locked)) == 2
    consent.withdrawn_at = database_now()
    consent.save(update_fields=["withdrawn_at"])
    withhold_contact_emails(locked)
    email_withdrawn_consent(locked, consent, was_shown=was_shown)
    return consent


@transaction.atomic
def record_contact_reading(introduction: Introduction, *, user: User) -> ContactReading:
    """A member of staff is about to see both contacts. Raises ConsentRefusedError unless they are shown.

    The lock keeps a withdrawal from slipping in between.
    """
    Introduction.objects.select_for_update(of=("self",), no_key=True).get(pk=introduction.pk)
    sides = sorted(sides_acting(introduction))
    if len(standing_consents(introduction)) < 2 or not sides:
        raise ConsentRefusedError(_("Contact details are shown only while both companies consent."))
    record_looks(sides, user=user, place=LookPlace.INTRODUCTION)
    return ContactReading.objects.create(introduction=introduction, user=user)


@transaction.atomic
def audit_email_access(email: OutboxEmail, *, user: User) -> None:
    """A member of staff opened a mail with both contacts: one reading, however many of its parts are opened."""
    introduction = email.among(Introduction.objects.select_for_update(of=("self",), no_key=True)).first()
    if introduction is None:
        return  # whoever deleted it deleted the record of its readings, and there is nobody left to tell of one
    since = database_now() - ONE_READING
    if not ContactReading.objects.filter(introduction=introduction, user=user, read_at__gt=since).exists():
        sides = (introduction.korean_company_id, introduction.luxembourg_company_id)
        record_looks(sides, user=user, place=LookPlace.EMAIL)
        ContactReading.objects.create(introduction=introduction, user=user)
