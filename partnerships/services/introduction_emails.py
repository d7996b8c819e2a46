"""The mail of introductions: written into the outbox in the transaction of the step it tells of."""

from collections.abc import Iterable, Iterator, Sequence
from email.utils import parseaddr
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import User
from companies.models import Company
from matching.queries import people_of
from notifications.models import About, EmailKind, OutboxEmail
from notifications.services import EmailAttachment, queue_email, withhold_emails
from partnerships.calendars.working_hours import MEETING_LENGTH
from partnerships.models import ContactConsent, Introduction
from partnerships.queries.introductions import contacts_between, standing_consents
from values.calendar_files import CalendarEntry, write_calendar

MADE, CONSENTED, CONTACTS, WITHDRAWN, ENDED = "made", "consented", "contacts", "withdrawn", "ended"
WITHHELD = gettext_noop("The content of this e-mail was removed because a company withdrew its consent.")
OUTLIVED = gettext_noop("The content of this e-mail was removed because a consent had expired after 24 months.")


class ContactSide(NamedTuple):
    """An introduction as one of its two companies sees it."""

    mine: Company
    theirs: Company


def email_introduction(introduction: Introduction) -> None:
    """To everybody of both companies: the next step is their consent."""
    for side, person in _readers(introduction):
        _write(introduction, side, person, topic=MADE, template="introduction_made")


def email_consent(introduction: Introduction, consent: ContactConsent) -> None:
    """To the side whose consent is still missing."""
    for side, person in _readers(introduction):
        if side.mine.pk != consent.company_id:
            _write(
                introduction,
                side,
                person,
                topic=CONSENTED,
                occasion=_occasion_of([consent]),
                template="introduction_consented",
            )


def email_contacts(introduction: Introduction) -> None:
    """The one introduction mail: to both companies, both contacts, three times to meet and a calendar file."""
    contacts = contacts_between(introduction)
    for side, person in _readers(introduction):
        _write(
            introduction,
            side,
            person,
            topic=CONTACTS,
            occasion=_occasion_of(standing_consents(introduction).values()),
            template="introduction_contacts",
            is_confidential=True,
            attachments=[calendar_of(introduction, language=person.language)],
            my_contact=contacts.get(side.mine.pk),
            their_contact=contacts.get(side.theirs.pk),
        )


def email_withdrawn_consent(introduction: Introduction, consent: ContactConsent, *, was_shown: bool) -> None:
    """To the other side: what it means for them."""
    for side, person in _readers(introduction):
        if side.theirs.pk == consent.company_id:
            _write(
                introduction,
                side,
                person,
                topic=WITHDRAWN,
                occasion=_occasion_of([consent]),
                template="introduction_withdrawn",
                was_shown=was_shown,
            )


def email_ended_consents(introduction: Introduction, ended: Sequence[ContactConsent], *, was_shown: bool) -> None:
    """To both sides if contacts were shown until now; otherwise to those whose consent it was."""
    companies = {consent.company_id for consent in ended}
    for side, person in _readers(introduction):
        if was_shown or side.mine.pk in companies:
            _write(
                introduction,
                side,
                person,
                topic=ENDED,
                occasion=_occasion_of(ended),
                template="introduction_ended",
                was_shown=was_shown,
            )


def withhold_contact_emails(introduction: Introduction, *, note: str = WITHHELD) -> int:
    """Take the contacts out of every introduction mail kept here."""
    return withhold_emails(introduction, topic=CONTACTS, note=note)


def reason_against(email: OutboxEmail) -> str:
    """Why a mail about an introduction should no longer leave, in English for staff; empty if it should."""
    if email.topic not in (CONSENTED, CONTACTS):
        return ""
    introduction = email.among(Introduction.objects.all()).first()
    standing = list(standing_consents(introduction).values()) if introduction else []
    in_force = [standing] if email.topic == CONTACTS else [[consent] for consent in standing]
    return "" if email.occasion in map(_occasion_of, in_force) else gettext_noop("a consent was withdrawn")


def calendar_of(introduction: Introduction, *, language: str) -> EmailAttachment:
    """The suggested times as a file for any calendar, in this language. It names the companies and nobody else."""
    with translation.override(language):
        companies = {"korean": introduction.korean_company, "luxembourger": introduction.luxembourg_company}
        count = len(introduction.meeting_times)
        suggestions = [
            CalendarEntry(
                uid=f"{introduction.public_id}-{start:%Y%m%dT%H%M}@{_domain()}",
                start=start,
                end=start + MEETING_LENGTH,
                summary=_("First meeting: %(korean)s and %(luxembourger)s (suggestion %(number)d of %(count)d)")
                % {**companies, "number": number, "count": count},
                description=_(
                    "Suggested by the Smart Green Business Centre. Agree on one of the times and delete the others."
                )
                + f"\n{settings.SITE_URL}{path_of(introduction)}",
                is_tentative=True,
            )
            for number, start in enumerate(introduction.meeting_times, 1)
        ]
    content = write_calendar(suggestions, organizer=_portal_address(), now=timezone.now())
    return EmailAttachment("meeting-times.ics", "text/calendar", content)


def path_of(introduction: Introduction) -> str:
    return reverse("partnerships:introduction_detail", args=[introduction.public_id])


def _portal_address() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _domain() -> str:
    return _portal_address().rpartition("@")[2]


def _occasion_of(consents: Iterable[ContactConsent]) -> str:
    """The giving of just these consents; whoever gives one again makes another occasion."""
    return "-".join(sorted(str(consent.pk) for consent in consents))


def _readers(introduction: Introduction) -> Iterator[tuple[ContactSide, User]]:
    korean, luxembourger = introduction.korean_company, introduction.luxembourg_company
    for side in (ContactSide(korean, luxembourger), ContactSide(luxembourger, korean)):
        for person in people_of(side.mine):
            yield side, person


def _write(
    introduction: Introduction,
    side: ContactSide,
    person: User,
    *,
    topic: str,
    template: str,
    occasion: str = "",
    is_confidential: bool = False,
    attachments: list[EmailAttachment] | None = None,
    **context: object,
) -> None:
    sides = {"introduction": introduction, "mine": side.mine, "theirs": side.theirs, "path": path_of(introduction)}
    queue_email(
        person,
        kind=EmailKind.INTRODUCTION,
        about=About(introduction, occasion),
        topic=topic,
        template=template,
        context=sides | context,
        attachments=attachments or [],
        is_confidential=is_confidential,
    )
