"""Staff invite the companies that the engine would place best among those who come."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from companies.models import Company
from events.errors import RegistrationRefusedError
from events.models import Event, EventInvitation, RecordKind
from events.queries.invitations import companies_to_invite, readers_of_invitations
from events.queries.participants import projects_that_come
from events.queries.registrations import refusal_of_event
from events.services.calendar_entries import event_page
from events.services.records import record_step
from matching.services.outside_partners import best_matched_companies, best_outside_partners
from notifications.models import About, EmailKind
from notifications.services import queue_email

MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """A company one may invite: how well it fits the best of those who come, how many of its people read of it."""

    company: Company
    score: float
    readers: int


def find_candidates(event: Event) -> list[Candidate]:
    """The companies that would find the best partners here, best first; equal ones by id.

    Searches all published projects of both countries, as a round of matching does for new projects; while nobody is
    registered, what the latest rounds found.
    """
    coming = projects_that_come(event.pk)
    scores = best_outside_partners(coming) if coming else best_matched_companies()
    companies = companies_to_invite(event, among=scores)
    best = sorted(companies, key=lambda company: (-scores[company.pk], company.pk))[:MOST_SHOWN]
    readers = _count_readers([company.pk for company in best])
    return [Candidate(company, scores[company.pk], readers.get(company.pk, 0)) for company in best]


def _count_readers(company_ids: Collection[int]) -> Mapping[int, int]:
    people = readers_of_invitations(company_ids).values_list("pk", "memberships__company_id")
    counts: dict[int, int] = {}
    for _person, company_id in set(people):
        counts[company_id] = counts.get(company_id, 0) + 1
    return counts


@transaction.atomic
def invite_companies(event: Event, *, public_ids: Collection[str], by: User) -> list[EventInvitation]:
    """Invite these of the candidates, each once; who agreed to such mail gets it. Raises RegistrationRefusedError."""
    if reason := refusal_of_event(event):
        raise RegistrationRefusedError(reason)
    chosen = [candidate for candidate in find_candidates(event) if candidate.company.public_id in public_ids]
    if not chosen:
        raise RegistrationRefusedError(_("Select at least one company that is neither registered nor invited."))
    made = [invitation for candidate in chosen if (invitation := _invite(event, candidate, by))]
    record_step(event, RecordKind.INVITED, user=by, data={"companies": [None, len(made)]})
    return made


def _invite(event: Event, candidate: Candidate, by: User) -> EventInvitation | None:
    invitation, is_new = EventInvitation.objects.get_or_create(
        event=event, company=candidate.company, defaults={"score": candidate.score, "invited_by": by}
    )
    if not is_new:
        return None
    email_invitation(invitation)
    return invitation


def email_invitation(invitation: EventInvitation) -> None:
    """To those of the company's people who agreed to such mail."""
    event, company = invitation.event, invitation.company
    for person in readers_of_invitations([company.pk]):
        queue_email(
            person,
            kind=EmailKind.ANNOUNCEMENT,
            about=About(invitation),
            topic="invitation",
            template="event_invitation",
            context={"event": event, "company": company, "address": event_page(event)},
        )
