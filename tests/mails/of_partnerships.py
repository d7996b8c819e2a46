"""The mails of partnerships, each written by what writes it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from notifications.models import OutboxEmail
from partnerships.models import Collaboration, FollowUp, RequestEvent
from partnerships.services.next_actions import set_next_action
from partnerships.services.request_emails import (
    email_nudge,
)
from partnerships.services.room_emails import email_action_reminder, email_follow_up, email_news
from tests.factories import (
    ContactConsentFactory,
    ContactFactory,
    IntroductionFactory,
    PartnershipRequestFactory,
)
from tests.mails.readers import MailWriter, all_read, people_of
from tests.room_factories import Room, make_room


def request(write: Callable[[Any], None], **fields: Any) -> MailWriter:
    def ask(language: str) -> None:
        asked = PartnershipRequestFactory()
        people_of(asked.sender, asked.receiver, language=language)
        for name, value in fields.items():
            setattr(asked, name, value)
        write(asked)

    return ask


def nudge(asked: Any) -> None:
    email_nudge(asked, event=RequestEvent.objects.create(request=asked, kind="nudged"))


def introduction(write: Callable[[Any, Any], None]) -> MailWriter:
    def introduce(language: str) -> None:
        made = IntroductionFactory()
        for company in (made.korean_company, made.luxembourg_company):
            ContactFactory(company=company)
        people_of(made.korean_company, made.luxembourg_company, language=language)
        consents = [ContactConsentFactory(introduction=made)]
        consents.append(ContactConsentFactory(introduction=made, company=made.luxembourg_company))
        all_read(language)
        write(made, consents)

    return introduce


def room(write: Callable[[Room], None], make: Callable[[], Room] = make_room) -> MailWriter:
    def enter(language: str) -> None:
        made = make()
        all_read(language)
        write(made._replace(collaboration=Collaboration.objects.with_sides().get(pk=made.collaboration.pk)))

    return enter


def action(*, is_overdue: bool) -> Callable[[Room], None]:
    def remind(made: Room) -> None:
        due = timezone.localdate() + timedelta(days=3)
        owner = made.collaboration.companies[0]
        told = set_next_action(
            made.collaboration, actor=made.manager, text="Send the offer", owner=owner, due_on=due, seen_id=None
        )
        OutboxEmail.objects.all().delete()
        email_action_reminder(told, is_overdue=is_overdue)

    return remind


def follow_up(_made: Room) -> None:
    FollowUp.objects.update(asked_at=timezone.now())
    email_follow_up(FollowUp.objects.earliest("pk"))


def all_news(made: Room) -> None:
    for news in ("message", "stage", "action", "case"):
        made.collaboration.visits.update(noticed_at=None)
        email_news(made.collaboration, actor=made.korean, news=news)
