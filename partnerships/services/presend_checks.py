"""Suspension and all mail about two companies: one rule, asked right before a mail is handed over."""

from collections.abc import Sequence

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_noop, pgettext

from accounts.models import User
from companies.models import Company
from notifications.models import OutboxEmail
from notifications.signals import Waiting
from partnerships.models import Collaboration, FollowUp, Introduction, NextAction, PartnershipRequest, RequestStatus
from partnerships.services.introduction_emails import ENDED, WITHDRAWN
from partnerships.services.next_actions import is_overdue
from partnerships.services.request_emails import ASKS_FOR_ANSWER, REMINDER
from partnerships.services.request_times import latest_reminder
from partnerships.services.room_emails import DUE

ENDS = frozenset({WITHDRAWN, ENDED})
SUPERSEDED = gettext_noop("a later reminder takes its place")


def reason_of_suspension(email: OutboxEmail) -> str:
    """Why a mail about two companies should not leave while one is suspended, in English for staff: it waits.

    Staff go on, and an end is told to whomever it concerns. What asks for a step of both leaves only while both may
    act with others; what else there is, to readers whose own company may.
    """
    sides = _sides_of(email.about)
    if not sides or email.user is None or email.user.is_reviewer or _tells_an_end(email.about, email.topic):
        return ""
    acting = Company.objects.acting().filter(pk__in=[company.pk for company in sides])
    if acting.count() == len(sides):
        return ""
    if not isinstance(email.about, Collaboration | FollowUp):
        return Waiting(pgettext("why an e-mail was cancelled", "a company is suspended"))
    is_reader_acting = _acts_for_one_of(acting, email.user)
    return "" if is_reader_acting else Waiting(gettext_noop("the recipient’s company is suspended"))


def _sides_of(thing: Model | None) -> Sequence[Company]:
    if isinstance(thing, PartnershipRequest):
        return thing.sender, thing.receiver
    if isinstance(thing, NextAction | FollowUp):
        return thing.collaboration.companies
    return thing.companies if isinstance(thing, Introduction | Collaboration) else ()


def _tells_an_end(thing: Model | None, topic: str) -> bool:
    if isinstance(thing, PartnershipRequest):
        return topic not in ASKS_FOR_ANSWER and thing.status != RequestStatus.ACCEPTED
    return isinstance(thing, Introduction) and topic in ENDS


def _acts_for_one_of(companies: QuerySet[Company], user: User) -> bool:
    return companies.filter(memberships__user=user).exists()


def reason_of_completion(email: OutboxEmail) -> str:
    """Why a reminder or question should no longer leave: what it asks for is done, or a later one takes its place."""
    thing = email.about
    if isinstance(thing, PartnershipRequest) and email.topic == REMINDER and email.occasion != latest_reminder(thing):
        return SUPERSEDED
    if isinstance(thing, NextAction) and email.topic == DUE and is_overdue(thing):
        return SUPERSEDED
    if isinstance(thing, NextAction) and thing.closed_at is not None:
        return gettext_noop("the action is no longer open")
    if isinstance(thing, FollowUp) and thing.answered_at is not None:
        return gettext_noop("the question has been answered")
    return ""
