from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from notifications.models import OutboxEmail
from notifications.services import send_due_emails
from partnerships.models import CONSENT_LASTS, CONSENT_TEXT, ContactConsent, Introduction
from partnerships.queries.introductions import contacts_between, sides_of
from partnerships.services.consent_times import close_consents_run_out
from partnerships.services.consents import Reading, give_consent, withdraw_consent
from partnerships.tasks import close_consents
from tests.clocks import travel
from tests.factories import ContactConsentFactory, ContactFactory, IntroductionFactory, MembershipFactory

pytestmark = pytest.mark.django_db
EVERYTHING = Reading(text_version=CONSENT_TEXT, language="en", items=["name", "email", "phone"])


@pytest.fixture
def introduction() -> Introduction:
    """A Korean company with two members, one of whom reads Korean, and a Luxembourg one with a member."""
    introduction: Introduction = IntroductionFactory()
    for company in (introduction.korean_company, introduction.luxembourg_company):
        ContactFactory(company=company)
        MembershipFactory(company=company)
    MembershipFactory(company=introduction.korean_company, user__language="ko")
    return introduction


def agree(introduction: Introduction, side: str) -> ContactConsent:
    company = getattr(introduction, f"{side}_company")
    user = User.objects.filter(memberships__company=company).order_by("pk")[0]
    return give_consent(introduction, company=company, user=user, reading=EVERYTHING)


def both_agree(introduction: Introduction) -> datetime:
    """When the time of the first of the two consents is over."""
    first = agree(introduction, "korean")
    agree(introduction, "luxembourg")
    return first.expires_at


def mails_on(introduction: Introduction, topic: str) -> list[OutboxEmail]:
    return list(OutboxEmail.objects.about(introduction).filter(topic=topic).order_by("pk"))


def told(introduction: Introduction) -> Counter[str]:
    return Counter(mail.recipient for mail in mails_on(introduction, "ended"))


def members() -> set[str]:
    return set(User.objects.filter(memberships__isnull=False).values_list("email", flat=True))


def test_a_contact_is_hidden_the_moment_the_time_is_over_and_everybody_is_told_once(introduction: Introduction) -> None:
    end = both_agree(introduction)

    with travel(end - timedelta(seconds=5), tick=False):
        assert (close_consents_run_out(), len(contacts_between(introduction))) == ([], 2)
    with travel(end, tick=False):
        assert contacts_between(introduction) == {}
    with travel(end + timedelta(days=1), tick=False):
        assert [close_consents_run_out(), close_consents_run_out()] == [[introduction.pk], []]
        close_consents()
        send_due_emails()

    assert told(introduction) == dict.fromkeys(members(), 1)
    assert {mail.status for mail in mails_on(introduction, "ended")} == {"caught"}


def test_everybody_is_told_in_their_language_what_it_means(introduction: Introduction) -> None:
    with travel(both_agree(introduction) + timedelta(days=1), tick=False):
        close_consents_run_out()

    by_language = {mail.language: mail for mail in mails_on(introduction, "ended")}
    assert set(by_language) == {"en", "ko"}
    assert "Please delete the other company’s contact details" in by_language["en"].text
    assert "Hidden Person" not in "".join(mail.text + mail.html for mail in by_language.values())


def test_the_contacts_are_forgotten_in_the_mail_that_carried_them(introduction: Introduction) -> None:
    end = both_agree(introduction)
    assert all(
        "Hidden Person" in mail.text and mail.attachments.exists() for mail in mails_on(introduction, "contacts")
    )

    with travel(end + timedelta(days=1), tick=False):
        close_consents_run_out()

    kept = mails_on(introduction, "contacts")
    assert {mail.text for mail in kept} == {
        "The content of this e-mail was removed because a consent had expired after 24 months."
    }
    assert [(mail.html, mail.attachments.count()) for mail in kept] == [("", 0)] * 3


def test_a_consent_nobody_answered_ends_with_a_letter_to_those_who_gave_it(introduction: Introduction) -> None:
    consent = agree(introduction, "korean")

    with travel(consent.expires_at, tick=False):
        close_consents_run_out()

    korean = introduction.korean_company
    assert told(introduction) == dict.fromkeys(
        User.objects.filter(memberships__company=korean).values_list("email", flat=True), 1
    )
    assert "the other company has not given its consent" in mails_on(introduction, "ended")[0].text


def test_the_later_of_two_consents_ends_without_telling_the_other_side_again(introduction: Introduction) -> None:
    with travel(timezone.now() - timedelta(days=9)):
        first = agree(introduction, "korean")
    second = agree(introduction, "luxembourg")

    for end in (first.expires_at, second.expires_at):
        with travel(end, tick=False):
            assert close_consents_run_out() == [introduction.pk]

    luxembourger = User.objects.get(memberships__company=introduction.luxembourg_company)
    assert told(introduction) == dict.fromkeys(members(), 1) | {luxembourger.email: 2}


def test_a_withdrawn_consent_does_not_end_and_one_given_anew_stands(introduction: Introduction) -> None:
    withdrawn_end = both_agree(introduction)
    withdraw_consent(introduction, company=introduction.korean_company)

    with travel(withdrawn_end - timedelta(days=1), tick=False):
        agree(introduction, "korean")
        assert len(contacts_between(introduction)) == 2
    with travel(withdrawn_end + timedelta(days=1), tick=False):
        close_consents_run_out()
        standing = [side.standing is not None for side in sides_of(introduction)]

    assert standing == [True, False]
    assert list(ContactConsent.objects.filter(ended_at__isnull=False).values_list("company", flat=True)) == [
        introduction.luxembourg_company_id
    ]


def test_agreeing_again_before_the_sweep_tells_and_forgets_all_the_same(introduction: Introduction) -> None:
    with travel(both_agree(introduction) + timedelta(hours=1), tick=False):
        for side in ("korean", "luxembourg"):
            agree(introduction, side)
        assert (close_consents_run_out(), len(contacts_between(introduction))) == ([], 2)

    assert told(introduction) == dict.fromkeys(members(), 1)
    assert [side.has_withdrawn for side in sides_of(introduction)] == [False, False]
    assert (
        sorted("Hidden Person" in mail.text for mail in mails_on(introduction, "contacts")) == [False] * 3 + [True] * 3
    )


def test_a_consent_given_in_the_moment_after_another_ended_showed_nobody_with_it(introduction: Introduction) -> None:
    first = agree(introduction, "korean")
    later = first.expires_at + timedelta(milliseconds=1)  # between two statements of whoever gives it
    ContactConsentFactory(introduction=introduction, company=introduction.luxembourg_company, given_at=later)

    with travel(first.expires_at + timedelta(hours=1), tick=False):
        close_consents_run_out()

    assert "the other company has not given its consent" in mails_on(introduction, "ended")[0].text


def test_a_call_with_nothing_to_end_asks_the_same_of_the_database_for_one_consent_and_for_three(
    introduction: Introduction, django_assert_num_queries: Any
) -> None:
    agree(introduction, "korean")
    with CaptureQueriesContext(connection) as for_one:
        close_consents_run_out()
    for _number in range(2):
        ContactConsentFactory()

    with django_assert_num_queries(len(for_one)):
        assert close_consents_run_out() == []


@pytest.mark.parametrize("change", [{"ended_at": None}, {"withdrawn_at": "now"}])
def test_the_database_keeps_an_end_and_never_takes_it_for_a_withdrawal(
    change: dict[str, Any], introduction: Introduction
) -> None:
    consent = agree(introduction, "korean")
    with travel(consent.expires_at, tick=False):
        close_consents_run_out()
        changed = {name: value and timezone.now() for name, value in change.items()}

        with pytest.raises(IntegrityError), transaction.atomic():
            ContactConsent.objects.filter(pk=consent.pk).update(**changed)


def test_the_database_refuses_an_end_before_the_time_is_over(introduction: Introduction) -> None:
    consent = agree(introduction, "korean")

    with pytest.raises(IntegrityError), transaction.atomic():
        ContactConsent.objects.update(ended_at=consent.given_at + CONSENT_LASTS - timedelta(seconds=1))
