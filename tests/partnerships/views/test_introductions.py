from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from companies.models import Company, Contact
from partnerships.models import CONSENT_TEXT, ContactConsent, ContactReading, Introduction
from partnerships.queries.introductions import consent_seen
from tests.factories import (
    ContactConsentFactory,
    ContactFactory,
    IntroductionFactory,
    MembershipFactory,
    ReviewerFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
AGREED = {"items": ["name", "email"], "is_agreed": "on", "text_version": CONSENT_TEXT, "language": "en"}
KOREAN_NAME, LUXEMBOURG_NAME = "Kim Haneul", "Marie Weber"


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def member_client(company: Company) -> Client:
    return client_of(MembershipFactory(company=company).user)


@pytest.fixture
def introduction() -> Introduction:
    introduction: Introduction = IntroductionFactory()
    ContactFactory(company=introduction.korean_company, name=KOREAN_NAME, email="haneul@confidential.example")
    ContactFactory(company=introduction.luxembourg_company, name=LUXEMBOURG_NAME, email="marie@confidential.example")
    return introduction


def read_by(introduction: Introduction, company: Company) -> dict[str, Any]:
    """The consent as somebody of this company sends it who has just opened the page."""
    return AGREED | {"seen": consent_seen(introduction, company)}


def address(name: str, introduction: Introduction) -> str:
    return reverse(f"partnerships:{name}", args=[introduction.public_id])


def page_of(client: Client, introduction: Introduction) -> str:
    return client.get(address("introduction_detail", introduction)).content.decode()


def agree_both(introduction: Introduction) -> None:
    ContactConsentFactory(introduction=introduction)
    ContactConsentFactory(introduction=introduction, company=introduction.luxembourg_company)


def test_two_members_consent_in_turn_and_see_each_others_contact_only_then(introduction: Introduction) -> None:
    korean, luxembourger = member_client(introduction.korean_company), member_client(introduction.luxembourg_company)

    korean.post(address("consent_give", introduction), read_by(introduction, introduction.korean_company))
    after_one = page_of(korean, introduction), page_of(luxembourger, introduction)
    luxembourger.post(address("consent_give", introduction), read_by(introduction, introduction.luxembourg_company))
    after_both = page_of(korean, introduction), page_of(luxembourger, introduction)

    assert LUXEMBOURG_NAME not in after_one[0]
    assert KOREAN_NAME not in after_one[1]
    assert all(name in page for page in after_both for name in (KOREAN_NAME, LUXEMBOURG_NAME))
    assert all("+82" not in page for page in after_both)


def test_the_page_names_recipient_items_purpose_and_period_before_it_asks(introduction: Introduction) -> None:
    page = page_of(member_client(introduction.korean_company), introduction)

    for words in ("Who receives it", "Which items", "Why", "How long", "at most 24 months", "You need not agree"):
        assert words in page
    assert introduction.luxembourg_company.name in page
    assert "checked" not in page


@pytest.mark.parametrize("language", ["fr", "de", "ko"])
def test_the_text_is_shown_and_recorded_in_the_readers_language(introduction: Introduction, language: str) -> None:
    client = member_client(introduction.korean_company)
    client.post(reverse("accounts:language_set"), {"language": language})

    response = client.get(address("introduction_detail", introduction))
    form = response.context["form"]
    client.post(
        address("consent_give", introduction), AGREED | {name: form[name].value() for name in ("language", "seen")}
    )

    assert ContactConsent.objects.get().language == language


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"items": []}, "Select the contact details to share with the other company."),
        ({"items": ["name"]}, "otherwise nobody can contact you"),
        ({"is_agreed": ""}, "Select this if you consent"),
    ],
)
def test_an_incomplete_consent_comes_back_with_what_was_ticked(
    introduction: Introduction, change: dict[str, Any], message: str
) -> None:
    sent = read_by(introduction, introduction.korean_company) | change
    response = member_client(introduction.korean_company).post(address("consent_give", introduction), sent)

    page = response.content.decode()
    assert (response.status_code, message in page) == (422, True)
    assert page.count("checked") == len((AGREED | change)["items"]) + bool((AGREED | change)["is_agreed"])
    assert ContactConsent.objects.count() == 0


def test_a_company_without_a_contact_is_asked_to_fill_it_in_first() -> None:
    introduction: Introduction = IntroductionFactory()
    company = introduction.korean_company

    page = page_of(member_client(company), introduction)

    assert reverse("companies:own_company_edit", args=[company.public_id, "contact"]) in page
    assert reverse("partnerships:consent_give", args=[introduction.public_id]) not in page


def test_withdrawing_hides_both_contacts_on_both_pages_at_once(introduction: Introduction) -> None:
    agree_both(introduction)
    korean, luxembourger = member_client(introduction.korean_company), member_client(introduction.luxembourg_company)

    korean.post(address("consent_withdraw", introduction))

    assert LUXEMBOURG_NAME not in page_of(korean, introduction)
    page = page_of(luxembourger, introduction)
    assert KOREAN_NAME not in page
    assert "The other company has withdrawn its consent" in page


def test_staff_see_the_contacts_only_by_a_step_that_both_companies_see(introduction: Introduction) -> None:
    agree_both(introduction)
    staff = client_of(ReviewerFactory(full_name="Jin Park"))
    before = page_of(staff, introduction)

    shown = staff.post(address("introduction_contacts", introduction)).content.decode()

    assert (KOREAN_NAME in before, KOREAN_NAME in shown, LUXEMBOURG_NAME in shown) == (False, True, True)
    assert ContactReading.objects.count() == 1
    assert "Jin Park" in page_of(member_client(introduction.korean_company), introduction)
    assert KOREAN_NAME not in page_of(staff, introduction)


def test_staff_cannot_see_contacts_before_both_agreed(introduction: Introduction) -> None:
    ContactConsentFactory(introduction=introduction)
    staff = client_of(ReviewerFactory())

    page = staff.post(address("introduction_contacts", introduction), follow=True).content.decode()

    assert (KOREAN_NAME in page, ContactReading.objects.count()) == (False, 0)


def test_the_calendar_is_there_for_both_while_both_agree(introduction: Introduction) -> None:
    member = member_client(introduction.korean_company)
    before = member.get(address("introduction_calendar", introduction))
    agree_both(introduction)

    after = member.get(address("introduction_calendar", introduction))

    assert (before.status_code, after.status_code) == (404, 200)
    assert after.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert after.content.startswith(b"BEGIN:VCALENDAR\r\n")


def test_contacts_are_never_kept_by_a_browser(introduction: Introduction) -> None:
    response = member_client(introduction.korean_company).get(address("introduction_detail", introduction))

    assert "no-store" in response.headers["Cache-Control"]


def test_the_list_takes_as_many_queries_for_three_as_for_one() -> None:
    member = UserFactory()
    client = client_of(member)
    counts = []
    for _number in range(3):
        introduction = IntroductionFactory()
        ContactConsentFactory(introduction=introduction, user=member)
        MembershipFactory(user=member, company=introduction.korean_company)
        with CaptureQueriesContext(connection) as counted:
            client.get(reverse("partnerships:introduction_list"))
        counts.append(len(counted))

    assert counts[0] == counts[2]


def test_the_list_says_what_is_to_be_done(introduction: Introduction) -> None:
    member = member_client(introduction.korean_company)
    address_of_list = reverse("partnerships:introduction_list")
    before = member.get(address_of_list).content.decode()
    ContactConsentFactory(introduction=introduction)

    after = member.get(address_of_list).content.decode()

    assert "waiting for your consent" in before
    assert "waiting for the other company’s consent" in after


@pytest.mark.parametrize(
    ("version", "words"), [("2026-11", "run by ASEIC and Luxinnovation"), (CONSENT_TEXT, "supported by Luxinnovation")]
)
def test_a_consent_in_force_shows_the_text_it_was_given_to(
    introduction: Introduction, version: str, words: str
) -> None:
    ContactConsentFactory(introduction=introduction, text_version=version)

    page = page_of(member_client(introduction.korean_company), introduction)

    assert words in page.partition('id="withdraw"')[2]


@pytest.mark.parametrize("changed", ["my contact", "their name"])
def test_a_consent_to_what_has_changed_since_the_page_was_opened_is_refused(
    introduction: Introduction, changed: str
) -> None:
    client, mine = member_client(introduction.korean_company), introduction.korean_company
    sent = {**AGREED, "seen": client.get(address("introduction_detail", introduction)).context["form"]["seen"].value()}
    if changed == "my contact":
        Contact.objects.filter(company=mine).update(email="ceo@confidential.example")
    else:
        Company.objects.filter(pk=introduction.luxembourg_company_id).update(name="Another name")

    refused = client.post(address("consent_give", introduction), sent, follow=True)
    missing = client.post(address("consent_give", introduction), AGREED)

    assert "have changed since you opened this page" in refused.content.decode()
    assert (missing.status_code, ContactConsent.objects.exists()) == (422, False)
    client.post(address("consent_give", introduction), read_by(Introduction.objects.get(), mine))
    assert ContactConsent.objects.get().company == mine
