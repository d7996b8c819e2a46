import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from companies.models import Company, Contact
from notifications.models import EmailKind, EmailStatus, OutboxEmail
from notifications.services import send_due_emails
from partnerships.errors import ConsentRefusedError
from partnerships.models import CONSENT_LASTS, CONSENT_TEXT, ContactConsent, ContactReading, Introduction
from partnerships.queries.introductions import contacts_between, sides_of
from partnerships.services.consents import Reading, give_consent, record_contact_reading, withdraw_consent
from tests.clocks import travel
from tests.factories import (
    ContactConsentFactory,
    ContactFactory,
    IntroductionFactory,
    MembershipFactory,
    ReviewerFactory,
    UserFactory,
)
from tests.partnerships.threads import at_once
from values.errors import StateConflictError

pytestmark = pytest.mark.django_db
EVERYTHING = ["name", "email", "phone"]
KOREAN_NAME, LUXEMBOURG_NAME = "Kim Haneul", "Marie Weber"


@pytest.fixture
def introduction() -> Introduction:
    """Both companies have a contact, and one member each."""
    introduction: Introduction = IntroductionFactory()
    for company, name in (
        (introduction.korean_company, KOREAN_NAME),
        (introduction.luxembourg_company, LUXEMBOURG_NAME),
    ):
        ContactFactory(company=company, name=name, email=f"{name.split()[0].lower()}@confidential.example")
        MembershipFactory(company=company)
    return introduction


def member_of(company: Company) -> User:
    return User.objects.get(memberships__company=company)


def agree(introduction: Introduction, company: Company, **reading: Any) -> ContactConsent:
    read: dict[str, Any] = {"text_version": CONSENT_TEXT, "language": "en", "items": EVERYTHING} | reading
    return give_consent(introduction, company=company, user=member_of(company), reading=Reading(**read))


def both_agree(introduction: Introduction) -> tuple[ContactConsent, ContactConsent]:
    return agree(introduction, introduction.korean_company), agree(introduction, introduction.luxembourg_company)


def mails_on(topic: str) -> list[OutboxEmail]:
    return list(OutboxEmail.objects.filter(kind=EmailKind.INTRODUCTION, topic=topic))


def test_a_consent_is_recorded_with_who_what_when_and_which_text(introduction: Introduction) -> None:
    company = introduction.korean_company

    with travel(datetime(2027, 1, 11, 9, 0, tzinfo=UTC), tick=False):
        consent = agree(introduction, company, language="ko", items=["email", "name"])

    stored = ContactConsent.objects.get(pk=consent.pk)
    assert (stored.company, stored.user) == (company, member_of(company))
    assert (stored.text_version, stored.language, stored.items) == (CONSENT_TEXT, "ko", ["name", "email"])
    assert stored.given_at == datetime(2027, 1, 11, 9, 0, tzinfo=UTC)


def test_no_contact_is_shown_after_one_consent(introduction: Introduction) -> None:
    agree(introduction, introduction.korean_company)

    assert contacts_between(introduction) == {}
    (mail,) = mails_on("consented")
    assert mail.user == member_of(introduction.luxembourg_company)
    assert KOREAN_NAME not in mail.text + mail.html


def test_the_second_consent_shows_both_contacts_as_far_as_each_side_allowed(introduction: Introduction) -> None:
    agree(introduction, introduction.korean_company, items=["phone"])
    agree(introduction, introduction.luxembourg_company)

    contacts = contacts_between(introduction)

    korean, luxembourger = (contacts[side.company.pk] for side in sides_of(introduction))
    assert (korean.name, korean.email, bool(korean.phone)) == ("", "", True)
    assert (luxembourger.name, luxembourger.email) == (LUXEMBOURG_NAME, "marie@confidential.example")


def test_one_introduction_mail_goes_to_each_with_contacts_times_and_calendar(introduction: Introduction) -> None:
    with travel(datetime(2027, 1, 11, 9, 0, tzinfo=UTC), tick=False):
        both_agree(introduction)

    introduction.refresh_from_db()
    assert len(introduction.meeting_times) == 3
    mails = mails_on("contacts")
    assert {mail.user for mail in mails} == set(User.objects.filter(memberships__isnull=False))
    for mail in mails:
        assert all(name in text for name in (KOREAN_NAME, LUXEMBOURG_NAME) for text in (mail.text, mail.html))
        assert "Friday 15 January 2027, 17:00–17:45 in Seoul, 09:00–09:45 in Luxembourg" in mail.text
        assert mail.is_confidential
        (file,) = mail.attachments.all()
        assert bytes(file.content).count(b"DTSTART:202701") == 3
        assert b"DTSTART:20270115T080000Z" in bytes(file.content)
        assert b"confidential.example" not in bytes(file.content)


def test_a_mail_with_contacts_leaves_only_while_both_consents_are_in_force(introduction: Introduction) -> None:
    consent, _other = both_agree(introduction)
    ContactConsent.objects.filter(pk=consent.pk).update(withdrawn_at=timezone.now())

    send_due_emails()

    assert {mail.status for mail in mails_on("contacts")} == {EmailStatus.CANCELLED}
    assert {mail.reason for mail in mails_on("contacts")} == {"a consent was withdrawn"}


def test_a_mail_with_contacts_leaves_while_both_consents_are_in_force(introduction: Introduction) -> None:
    both_agree(introduction)

    send_due_emails()

    assert {mail.status for mail in mails_on("contacts")} == {EmailStatus.CAUGHT}


def test_a_withdrawal_hides_both_contacts_at_once_and_tells_the_other_side(introduction: Introduction) -> None:
    both_agree(introduction)

    withdraw_consent(introduction, company=introduction.korean_company)

    assert contacts_between(introduction) == {}
    (mail,) = mails_on("withdrawn")
    assert mail.user == member_of(introduction.luxembourg_company)
    assert "Please delete the other company’s contact details" in mail.text
    for mail in mails_on("contacts"):
        assert (KOREAN_NAME in mail.text + mail.html, mail.attachments.count()) == (False, 0)


def test_a_withdrawal_before_anything_was_shown_says_so(introduction: Introduction) -> None:
    agree(introduction, introduction.korean_company)

    withdraw_consent(introduction, company=introduction.korean_company)

    (mail,) = mails_on("withdrawn")
    assert "no contact details had been shown yet" in mail.text


def test_a_consent_given_anew_is_a_new_row_and_a_new_mail(introduction: Introduction) -> None:
    both_agree(introduction)
    withdraw_consent(introduction, company=introduction.korean_company)

    agree(introduction, introduction.korean_company, items=["email"])

    assert ContactConsent.objects.filter(company=introduction.korean_company).count() == 2
    assert len(mails_on("contacts")) == 4
    assert contacts_between(introduction)[introduction.korean_company_id].name == ""


def test_nothing_can_be_withdrawn_twice(introduction: Introduction) -> None:
    agree(introduction, introduction.korean_company)
    withdraw_consent(introduction, company=introduction.korean_company)

    with pytest.raises(StateConflictError, match="no consent to withdraw"):
        withdraw_consent(introduction, company=introduction.korean_company)


def test_a_colleague_who_agrees_second_is_told(introduction: Introduction) -> None:
    agree(introduction, introduction.korean_company)

    with pytest.raises(StateConflictError, match="has already given your company’s consent"):
        agree(introduction, introduction.korean_company)

    assert ContactConsent.objects.count() == 1


def test_a_consent_ends_after_two_years_and_can_be_given_again(introduction: Introduction) -> None:
    with travel(timezone.now() - CONSENT_LASTS - timedelta(days=1)):
        both_agree(introduction)
    after_two_years = contacts_between(introduction)

    both_agree(introduction)

    assert after_two_years == {}
    assert set(contacts_between(introduction)) == {introduction.korean_company_id, introduction.luxembourg_company_id}


@pytest.mark.parametrize(
    ("reading", "reason"),
    [
        ({"text_version": "2025-01"}, "text has changed"),
        ({"items": ["name"]}, "nobody can contact you"),
        ({"items": []}, "nobody can contact you"),
    ],
)
def test_a_consent_that_says_too_little_is_refused(
    introduction: Introduction, reading: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ConsentRefusedError, match=reason):
        agree(introduction, introduction.korean_company, **reading)

    assert ContactConsent.objects.count() == 0


def test_an_item_the_contact_lacks_is_refused(introduction: Introduction) -> None:
    Contact.objects.filter(company=introduction.korean_company).update(phone="")

    with pytest.raises(ConsentRefusedError, match="contact details are missing from your company’s profile: telephone"):
        agree(introduction, introduction.korean_company)


def test_a_third_company_cannot_agree(introduction: Introduction) -> None:
    stranger = ContactFactory().company
    MembershipFactory(company=stranger)

    with pytest.raises(ConsentRefusedError, match="does not concern"):
        agree(introduction, stranger)


@pytest.mark.parametrize(
    "change",
    [
        {"items": ["name", "email", "phone"]},
        {"text_version": "other"},
        {"language": "fr"},
        {"given_at": datetime(2020, 1, 1, tzinfo=UTC)},
    ],
)
def test_the_database_refuses_to_change_a_consent(change: dict[str, Any]) -> None:
    consent = ContactConsentFactory(items=["email"])

    with pytest.raises(IntegrityError), transaction.atomic():
        ContactConsent.objects.filter(pk=consent.pk).update(**change)


def test_the_database_refuses_to_move_or_undo_a_withdrawal() -> None:
    consent = ContactConsentFactory()
    rows = ContactConsent.objects.filter(pk=consent.pk)
    rows.update(withdrawn_at=timezone.now())

    for moment in (None, timezone.now() + timedelta(days=1)):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(withdrawn_at=moment)


def test_a_consent_stays_when_the_person_who_gave_it_is_erased() -> None:
    consent = ContactConsentFactory()

    consent.user.delete()

    consent.refresh_from_db()
    assert (consent.user, consent.items) == (None, EVERYTHING)


def test_two_consents_of_one_company_cannot_stand_at_once() -> None:
    consent = ContactConsentFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        ContactConsentFactory(introduction=consent.introduction)


def test_staff_reading_the_contacts_is_written_down_and_refused_before_both_agreed(introduction: Introduction) -> None:
    reviewer = ReviewerFactory()
    agree(introduction, introduction.korean_company)
    with pytest.raises(ConsentRefusedError):
        record_contact_reading(introduction, user=reviewer)
    agree(introduction, introduction.luxembourg_company)

    record_contact_reading(introduction, user=reviewer)

    assert list(ContactReading.objects.values_list("user", flat=True)) == [reviewer.pk]


@pytest.mark.django_db(transaction=True)
def test_staff_who_read_while_a_consent_is_withdrawn_wait_and_are_refused(introduction: Introduction) -> None:
    both_agree(introduction)
    is_withdrawn = threading.Event()

    def withdraw() -> None:
        with transaction.atomic():
            withdraw_consent(introduction, company=introduction.korean_company)
            is_withdrawn.set()
            time.sleep(0.5)  # so that the reader comes before the withdrawal is to be seen

    def read() -> object:
        is_withdrawn.wait()
        return record_contact_reading(introduction, user=ReviewerFactory())

    _withdrawn, error = at_once(withdraw, read)

    assert (type(error), ContactReading.objects.count()) == (ConsentRefusedError, 0)


def test_the_mail_speaks_the_language_of_its_reader(introduction: Introduction) -> None:
    UserFactory()
    User.objects.filter(memberships__company=introduction.korean_company).update(language="ko")

    with travel(datetime(2027, 1, 11, 9, 0, tzinfo=UTC), tick=False):
        both_agree(introduction)

    (mail,) = (mail for mail in mails_on("contacts") if mail.user == member_of(introduction.korean_company))
    assert "2027년 1월 15일(금)" in mail.text
