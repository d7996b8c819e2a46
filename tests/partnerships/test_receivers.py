"""Whether mail about requests, introductions and rooms still leaves, by what became of them since it was written."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from companies.models import Company
from notifications.models import OutboxEmail
from notifications.services.access_audit import audit_access
from notifications.services.presend_checks import reason_to_cancel
from partnerships.models import (
    CONSENT_TEXT,
    Collaboration,
    ContactConsent,
    ContactReading,
    Introduction,
    PartnershipRequest,
    RequestEvent,
    RequestStatus,
)
from partnerships.services.consents import Reading, give_consent, withdraw_consent
from partnerships.services.introduction_emails import email_introduction
from partnerships.services.request_emails import (
    email_answer,
    email_nudge,
    email_reminder,
    email_request,
    email_withdrawal,
)
from partnerships.services.requests import accept_request, decline_request, withdraw_request
from partnerships.services.room_emails import email_room_opened
from partnerships.services.thread import post_message
from tests.factories import (
    ContactFactory,
    IntroductionFactory,
    MembershipFactory,
    PartnershipRequestFactory,
    ReviewerFactory,
    UserFactory,
)
from tests.room_factories import make_room
from tests.seen import seen_by_receiver

pytestmark = pytest.mark.django_db
CLOSED, WITHDRAWN = "the request is no longer open", "a consent was withdrawn"
READING = Reading(text_version=CONSENT_TEXT, language="en", items=["name", "email", "phone"])


def email_nudge_now(request: PartnershipRequest) -> None:
    email_nudge(request, event=RequestEvent.objects.create(request=request, kind="nudged"))


def written(write: Callable[[PartnershipRequest], None]) -> tuple[PartnershipRequest, OutboxEmail]:
    request: PartnershipRequest = PartnershipRequestFactory()
    for company in (request.sender, request.receiver):
        MembershipFactory(company=company)
    write(request)
    return request, OutboxEmail.objects.about(request).get()


ENDS: dict[str, Callable[[PartnershipRequest], object]] = {
    "accepted": lambda request: accept_request(request, by=UserFactory(), seen=seen_by_receiver(request)),
    "declined": lambda request: decline_request(
        request, by=UserFactory(), reason="no_fit", seen=seen_by_receiver(request)
    ),
    "withdrawn": lambda request: withdraw_request(request, by=UserFactory()),
    "over": lambda request: PartnershipRequest.objects.filter(pk=request.pk).update(due_at=timezone.now()),
    "deleted": lambda request: request.delete(),
}


@pytest.mark.parametrize("write", [email_request, email_reminder, email_nudge_now])
@pytest.mark.parametrize("end", ENDS)
def test_mail_that_asks_for_an_answer_leaves_while_one_may_be_given(
    write: Callable[[PartnershipRequest], None], end: str
) -> None:
    request, email = written(write)
    before = reason_to_cancel(email)
    PartnershipRequestFactory()

    ENDS[end](request)

    assert (before, reason_to_cancel(email)) == ("", CLOSED)
    assert OutboxEmail.objects.filter(pk=email.pk).exists()


def email_acceptance(request: PartnershipRequest) -> None:
    request.status = RequestStatus.ACCEPTED
    email_answer(request)


@pytest.mark.parametrize("write", [email_acceptance, email_withdrawal])
def test_mail_that_tells_how_a_request_ended_leaves(write: Callable[[PartnershipRequest], None]) -> None:
    request, email = written(write)
    PartnershipRequest.objects.filter(pk=request.pk).update(status=RequestStatus.WITHDRAWN)
    assert reason_to_cancel(email) == ""

    request.delete()

    assert reason_to_cancel(email) == ""


@pytest.fixture
def introduction() -> Introduction:
    """Both companies have a contact and a member."""
    introduction: Introduction = IntroductionFactory()
    for company in introduction.companies:
        ContactFactory(company=company)
        MembershipFactory(company=company)
    return introduction


def agree(introduction: Introduction, company: Company) -> ContactConsent:
    return give_consent(introduction, company=company, user=UserFactory(), reading=READING)


def reasons(introduction: Introduction, topic: str) -> list[str]:
    emails = OutboxEmail.objects.about(introduction).filter(topic=topic).order_by("pk")
    return [reason_to_cancel(email) for email in emails]


def test_mail_that_promises_contacts_leaves_while_the_consent_it_tells_of_is_in_force(
    introduction: Introduction,
) -> None:
    agree(introduction, introduction.korean_company)
    assert reasons(introduction, "consented") == [""]

    withdraw_consent(introduction, company=introduction.korean_company)
    assert reasons(introduction, "consented") == [WITHDRAWN]

    agree(introduction, introduction.korean_company)
    assert reasons(introduction, "consented") == [WITHDRAWN, ""], "another consent is another occasion"


@pytest.mark.parametrize("side", ["korean_company", "luxembourg_company"])
def test_mail_with_contacts_leaves_while_both_consents_it_tells_of_are_in_force(
    introduction: Introduction, side: str
) -> None:
    for company in introduction.companies:
        agree(introduction, company)
    assert reasons(introduction, "contacts") == ["", ""]

    withdraw_consent(introduction, company=getattr(introduction, side))
    assert reasons(introduction, "contacts") == [WITHDRAWN] * 2

    agree(introduction, getattr(introduction, side))
    assert reasons(introduction, "contacts") == [WITHDRAWN, WITHDRAWN, "", ""]


def test_consents_to_another_introduction_let_nothing_leave(introduction: Introduction) -> None:
    agree(introduction, introduction.korean_company)
    other = IntroductionFactory(
        korean_company=introduction.korean_company, luxembourg_company=introduction.luxembourg_company
    )
    agree(other, introduction.korean_company)

    withdraw_consent(introduction, company=introduction.korean_company)

    assert (reasons(introduction, "consented"), reasons(other, "consented")) == ([WITHDRAWN], [""])


def test_mail_of_a_deleted_introduction_is_kept_but_nothing_of_contacts_leaves(introduction: Introduction) -> None:
    email_introduction(introduction)
    for company in introduction.companies:
        agree(introduction, company)
    emails = list(OutboxEmail.objects.about(introduction))

    ContactConsent.objects.all().delete()
    introduction.delete()
    confidential = [email for email in emails if email.is_confidential]
    for email in confidential:
        audit_access(email, by=ReviewerFactory())

    found = {(email.topic, reason_to_cancel(email)) for email in emails}
    assert found == {("made", ""), ("consented", WITHDRAWN), ("contacts", WITHDRAWN)}
    assert set(OutboxEmail.objects.all()) == set(emails)
    assert (len(confidential), ContactReading.objects.count()) == (2, 0)


def test_news_of_a_deleted_room_stay_and_other_mail_about_it_leaves() -> None:
    room = make_room()
    email_room_opened(room.collaboration)
    post_message(room.collaboration, actor=room.korean, text="Good morning", language="en")
    emails = list(OutboxEmail.objects.about(room.collaboration))
    assert {(email.topic, reason_to_cancel(email)) for email in emails} == {("opened", ""), ("notice", "")}

    Collaboration.objects.filter(pk=room.collaboration.pk).delete()

    gone = "the recipient is no longer part of this collaboration"
    assert {(email.topic, reason_to_cancel(email)) for email in emails} == {("opened", ""), ("notice", gone)}
    assert set(OutboxEmail.objects.filter(pk__in=[email.pk for email in emails])) == set(emails)
