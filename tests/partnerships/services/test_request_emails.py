"""Every mail about a request, in each language: complete, escaped, and without anybody's contact."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import Language
from notifications.models import OutboxEmail
from partnerships.models import PartnershipRequest, RequestEvent
from partnerships.services.request_emails import (
    email_answer,
    email_nudge,
    email_reminder,
    email_request,
    email_withdrawal,
)
from tests.factories import ContactFactory, MembershipFactory, PartnershipRequestFactory, UserFactory


def write_nudge_now(request: PartnershipRequest) -> None:
    email_nudge(request, event=RequestEvent.objects.create(request=request, kind="nudged"))


def answered(status: str, **values: Any) -> Callable[[PartnershipRequest], None]:
    def write(request: PartnershipRequest) -> None:
        request.status = status
        for name, value in values.items():
            setattr(request, name, value)
        email_answer(request)

    return write


MAILS: dict[str, Callable[[PartnershipRequest], None]] = {
    "received": email_request,
    "reminder": email_reminder,
    "nudge": write_nudge_now,
    "withdrawn": email_withdrawal,
    "accepted": answered("accepted"),
    "declined": answered("declined", decline_reason="capacity", comment="<i>Next year?</i>"),
    "expired": answered("expired"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("language", Language.values)
@pytest.mark.parametrize("name", MAILS)
def test_letter_is_complete_and_tells_no_contact(name: str, language: str) -> None:
    request = PartnershipRequestFactory(pitch="<b>Bold</b> & plain. " * 10)
    contacts = [ContactFactory(company=company) for company in (request.sender, request.receiver)]
    for company in (request.sender, request.receiver):
        MembershipFactory(company=company, user=UserFactory(language=language))

    MAILS[name](request)

    email = OutboxEmail.objects.get()
    assert email.language == language
    assert f"/partnerships/requests/{request.public_id}/" in email.text
    assert f"/partnerships/requests/{request.public_id}/" in email.html
    assert "<b>Bold" not in email.html
    assert "<i>Next" not in email.html
    assert "&lt;" not in email.text
    assert not any(contact.email in email.text + email.html for contact in contacts)
    assert email.about == request


@pytest.mark.django_db
def test_the_first_letter_carries_the_pitch_and_the_question_in_their_own_language() -> None:
    request = PartnershipRequestFactory(
        language="ko", pitch="저희는 유리 분리 설비를 운영합니다. " * 8, question="언제입니까?"
    )
    MembershipFactory(company=request.receiver, user=UserFactory(language="fr"))

    email_request(request)

    email = OutboxEmail.objects.get()
    assert 'lang="ko"' in email.html
    assert "언제입니까?" in email.html
    assert request.pitch.strip() in email.text
