"""Strangers get little: a person, a company, a visitor's network and an address have one budget for a day."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client

from accounts.models import User
from companies.services.invitations import invite
from companies.services.joining import ask_to_join
from notifications.errors import TooMuchMailError
from notifications.models import MailBudget, OutboxEmail
from notifications.services.budgets import purge_budgets, spend_mail
from tests.factories import CompanyFactory, MembershipFactory, UserFactory
from tests.signing_in import sign_in_afresh

GENEROUS = {"person": 100, "company": 100, "caller": 100, "address": 100}


@pytest.fixture(autouse=True)
def budgets(settings: Any) -> Callable[..., None]:
    settings.EMAIL_BACKEND = "notifications.backends.OutboxEmailBackend"
    settings.ACCOUNT_RATE_LIMITS = False

    def allow(**limits: int) -> None:
        settings.MAIL_BUDGETS = GENEROUS | limits

    allow()
    return allow


def let_pass(time: timedelta) -> None:
    MailBudget.objects.update(since=F("since") - time)


def ask_for_reset(address: str) -> int:
    return Client().post("/accounts/password/reset/", {"email": address}).status_code


def sign_up(address: str) -> int:
    words = {"password1": "a-long-Word-4-you", "password2": "a-long-Word-4-you"}
    person = {"full_name": "Kim Jiwon", "email": address, "time_zone": "Asia/Seoul"}
    return Client().post("/accounts/signup/", person | words).status_code


def add_address(address: str) -> int:
    client = Client()
    sign_in_afresh(client, UserFactory())
    return client.post("/accounts/email/", {"action_add": "", "email": address}).status_code


def invite_address(address: str) -> int:
    owner = MembershipFactory()
    client = Client()
    client.force_login(owner.user)
    page = f"/me/companies/{owner.company.public_id}/invite/"
    return client.post(page, {"email": address, "role": "editor"}).status_code


def ask_the_owner(address: str) -> int:
    owner = MembershipFactory(user=User.objects.get(email=address))
    client = Client()
    client.force_login(UserFactory())
    client.post(f"/me/join/{owner.company.public_id}/", {"message": "I work there."})
    return 302 if OutboxEmail.objects.filter(recipient=address).exists() else 422


WAYS: list[Callable[[str], int]] = [ask_for_reset, sign_up, add_address, invite_address]


@pytest.mark.django_db
@pytest.mark.parametrize("last", [*WAYS, ask_the_owner])
def test_all_ways_to_write_to_an_address_share_its_day(budgets: Callable[..., None], last: Any) -> None:
    budgets(address=4)
    address = "stranger@elsewhere.example"
    first = [way(address) for way in WAYS]
    OutboxEmail.objects.all().delete()

    status = last(address)

    assert first == [302] * 4
    assert status in (422, 429)
    assert not OutboxEmail.objects.exists()


@pytest.mark.django_db
def test_whether_an_account_exists_makes_no_difference(budgets: Callable[..., None]) -> None:
    budgets(address=1)
    UserFactory(email="known@company.example")

    answers = [[ask_for_reset(f"{name}@company.example") for _time in range(2)] for name in ("known", "unknown")]

    assert answers == [[302, 429], [302, 429]]


@pytest.mark.django_db
def test_signing_up_without_the_mail_makes_no_account(budgets: Callable[..., None]) -> None:
    budgets(address=1)
    address = "stranger@elsewhere.example"
    ask_for_reset(address)

    assert sign_up(address) == 429
    assert not User.objects.filter(email=address).exists()


@pytest.mark.django_db
def test_a_visitor_who_had_their_share_is_told_in_their_language_when_to_come_back(
    budgets: Callable[..., None],
) -> None:
    budgets(caller=2)

    codes = [ask_for_reset(f"person{number}@company.example") for number in range(2)]
    answer = Client().post("/accounts/password/reset/", {"email": "c@d.example"}, headers={"accept-language": "de"})

    assert (codes, answer.status_code, answer.headers["Retry-After"]) == ([302, 302], 429, str(24 * 3600))
    assert '<html lang="de"' in answer.content.decode()


@pytest.mark.django_db
def test_a_person_has_one_budget_whatever_they_do(budgets: Callable[..., None]) -> None:
    budgets(person=2)
    owner = MembershipFactory()
    company, other = CompanyFactory(), MembershipFactory().company

    invite(owner.company, email="a@b.example", role="editor", by=owner.user)
    ask_to_join(owner.user, company=company)

    with pytest.raises(TooMuchMailError, match="24 hours"):
        ask_to_join(owner.user, company=other)
    with pytest.raises(TooMuchMailError):
        invite(owner.company, email="c@d.example", role="editor", by=owner.user)


@pytest.mark.django_db
def test_a_company_has_one_budget_whoever_acts_for_it(budgets: Callable[..., None]) -> None:
    budgets(company=2)
    owner = MembershipFactory()
    second = MembershipFactory(company=owner.company)

    invite(owner.company, email="a@b.example", role="editor", by=owner.user)
    ask_to_join(UserFactory(), company=owner.company)

    with pytest.raises(TooMuchMailError):
        invite(owner.company, email="c@d.example", role="editor", by=second.user)


@pytest.mark.django_db
def test_the_day_begins_anew_by_the_clock_of_the_database(budgets: Callable[..., None]) -> None:
    budgets(address=1)
    spend_mail("a@b.example")

    let_pass(timedelta(hours=22, minutes=30))
    with pytest.raises(TooMuchMailError, match="2 hours") as refused:
        spend_mail("A@B.example ")
    let_pass(timedelta(hours=1, minutes=30))
    spend_mail("a@b.example")

    assert refused.value.hours == 2
    assert MailBudget.objects.get().count == 1


@pytest.mark.django_db
def test_what_is_refused_counts_for_nobody(budgets: Callable[..., None]) -> None:
    budgets(address=1)
    owner = MembershipFactory()
    spend_mail("a@b.example")

    with pytest.raises(TooMuchMailError):
        invite(owner.company, email="a@b.example", role="editor", by=owner.user)

    assert MailBudget.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_no_more_than_one_after_the_other(budgets: Callable[..., None]) -> None:
    budgets(address=5)
    barrier, outcomes = Barrier(4), []

    def spend() -> None:
        barrier.wait()
        for number in range(3):
            try:
                spend_mail("a@b.example", f"other{number}@b.example")
                outcomes.append(True)
            except TooMuchMailError:
                outcomes.append(False)
        connection.close()

    threads = [Thread(target=spend) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == [False] * 7 + [True] * 5


@pytest.mark.django_db
def test_no_address_is_kept_and_nothing_longer_than_a_day(budgets: Callable[..., None]) -> None:
    spend_mail("stranger@elsewhere.example")
    kept = str(list(MailBudget.objects.values()))
    let_pass(timedelta(days=1))
    spend_mail("another@elsewhere.example")

    purged = purge_budgets()

    assert "elsewhere" not in kept
    assert (purged, MailBudget.objects.count()) == (1, 1)
