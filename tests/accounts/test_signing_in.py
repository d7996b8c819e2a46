"""Signing up, in and again: nobody is locked out by a stranger, nobody learns who has an account."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client

from accounts.models import ApiToken, User
from companies.models import Membership, MembershipRole
from notifications.models import OutboxEmail
from tests.clocks import travel
from tests.factories import PASSWORD, AdministratorFactory, MembershipFactory, ReviewerFactory, UserFactory
from tests.signing_in import sign_in_afresh

pytestmark = pytest.mark.django_db
SIGN_UP = {"full_name": "김지원", "email": "jiwon@korea.example", "time_zone": "Asia/Seoul"} | dict.fromkeys(
    ("password1", "password2"), PASSWORD
)
TOKEN = {"name": "Sync", "scope": "read", "days": "30"}


@pytest.fixture(autouse=True)
def our_mail(settings: Any) -> None:
    settings.EMAIL_BACKEND = "notifications.backends.OutboxEmailBackend"


def confirmed(**fields: Any) -> User:
    user: User = UserFactory(**fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def sign_in(user: User, password: str, *, at: str, spoofed: str = "") -> str:
    """Where whoever comes from this address is led by the proxy, or "refused"; they may have written one themselves."""
    seen = f"{spoofed}, {at}" if spoofed else at
    data = {"login": user.email, "password": password}
    answer = Client().post("/accounts/login/", data, headers={"x-forwarded-for": seen})
    return answer.headers.get("Location", "refused")


@pytest.fixture
def behind_proxy(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1


@pytest.mark.usefixtures("behind_proxy")
def test_wrong_guesses_do_not_lock_out_the_owner_who_comes_from_elsewhere() -> None:
    owner = confirmed()

    guesses = {sign_in(owner, "wrong", at="203.0.113.7") for _time in range(6)}
    stranger = sign_in(owner, PASSWORD, at="203.0.113.7")

    assert (guesses, stranger) == ({"refused"}, "refused")
    assert sign_in(owner, PASSWORD, at="198.51.100.4") == "/home/"


@pytest.mark.usefixtures("behind_proxy")
@pytest.mark.parametrize("own", ["198.51.100.{}", "2001:db8::{}", "203.0.113.7, 10.0.0.{}"])
def test_whoever_guesses_is_counted_by_what_the_proxy_saw(own: str) -> None:
    owner = confirmed()

    for number in range(6):
        sign_in(owner, "wrong", at="203.0.113.7", spoofed=own.format(number))

    assert sign_in(owner, PASSWORD, at="203.0.113.7", spoofed="192.0.2.1") == "refused"


@pytest.mark.usefixtures("behind_proxy")
def test_one_network_of_the_new_protocol_counts_once() -> None:
    owner = confirmed()

    for number in range(6):
        sign_in(owner, "wrong", at=f"2001:db8:1:2::{number}")

    assert sign_in(owner, PASSWORD, at="2001:db8:1:2::ff") == "refused"


@pytest.fixture
def hashed(settings: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A line for every run of the hasher that production uses, made cheap."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    runs: list[str] = []

    def counted(run: Callable[..., Any]) -> Callable[..., Any]:
        def count(*arguments: Any) -> Any:
            runs.append(run.__name__)
            return run(*arguments)

        return count

    monkeypatch.setattr(Argon2PasswordHasher, "time_cost", 1)
    monkeypatch.setattr(Argon2PasswordHasher, "memory_cost", 8)
    monkeypatch.setattr(Argon2PasswordHasher, "parallelism", 1)
    for step in ("encode", "verify"):
        monkeypatch.setattr(Argon2PasswordHasher, step, counted(getattr(Argon2PasswordHasher, step)))
    return runs


def work(hashed: list[str], path: str, data: dict[str, str]) -> tuple[int, int, str, list[str]]:
    """(passwords hashed, mails written, where it leads, what the next page says) of one request."""
    hashed.clear()
    OutboxEmail.objects.all().delete()
    client = Client()
    answer = client.post(path, data)
    page = client.get(answer.headers["Location"]).content.decode() if answer.status_code == 302 else ""
    said = [text.strip() for text in re.findall(r'role="status">\s*([^<]+)', page)]
    return len(hashed), OutboxEmail.objects.count(), answer.headers.get("Location", ""), said


def test_sign_up_does_the_same_work_for_known_and_new_addresses(hashed: list[str]) -> None:
    confirmed(email="known@korea.example")

    new = work(hashed, "/accounts/signup/", SIGN_UP | {"email": "new-@korea.example"})
    known = work(hashed, "/accounts/signup/", SIGN_UP | {"email": "known@korea.example"})

    assert new[:3] == known[:3] == (1, 1, "/accounts/confirm-email/")
    assert [text.replace("new-", "known") for text in new[3]] == known[3]


def test_signing_in_does_the_same_work_for_known_and_unknown_addresses(hashed: list[str]) -> None:
    known = confirmed()

    answers = [
        work(hashed, "/accounts/login/", {"login": email, "password": "wrong"})
        for email in (known.email, "nobody@korea.example")
    ]

    assert answers[0] == answers[1]


def test_asking_for_a_new_password_does_the_same_work_for_known_and_unknown_addresses(hashed: list[str]) -> None:
    known = confirmed()

    answers = [
        work(hashed, "/accounts/password/reset/", {"email": email}) for email in (known.email, "nobody@korea.example")
    ]

    assert answers[0] == answers[1] == (0, 1, "/accounts/password/reset/done/", [])


def link_in(email: OutboxEmail) -> str:
    (link,) = re.findall(r"^http://localhost:8000(/accounts/\S+)$", email.full_text, re.MULTILINE)
    return str(link)


@pytest.mark.parametrize("language", ["en", "fr", "de", "ko"])
def test_who_confirms_in_the_browser_that_signed_up_is_signed_in(client: Client, language: str) -> None:
    client.post("/accounts/signup/", SIGN_UP, headers={"accept-language": language})
    link = link_in(OutboxEmail.objects.get())

    assert client.get(link).status_code == 200
    answer = client.post(link)

    assert answer.headers["Location"] == "/home/"
    assert client.get("/me/").status_code == 200


def test_who_confirms_elsewhere_is_led_to_sign_in(client: Client) -> None:
    client.post("/accounts/signup/", SIGN_UP)

    answer = Client().post(link_in(OutboxEmail.objects.get()), follow=True)

    assert answer.redirect_chain == [("/accounts/login/", 302)]
    assert "jiwon@korea.example is confirmed." in answer.content.decode()


def test_the_link_is_sent_again_to_who_waits_for_it(client: Client) -> None:
    with travel("2026-11-30T10:00:00Z", tick=False) as clock:
        client.post("/accounts/signup/", SIGN_UP)
        page = client.get("/accounts/confirm-email/").content.decode()
        too_soon = client.post("/me/addresses/link/", follow=True).content.decode()
        counts = [OutboxEmail.objects.count()]
        clock.shift(61)
        again = client.post("/me/addresses/link/", follow=True).content.decode()
        counts.append(OutboxEmail.objects.count())

    assert 'action="/me/addresses/link/"' in page
    assert "Wait a minute" in too_soon
    assert "We have sent a message to jiwon@korea.example" in again
    assert counts == [1, 2]


def test_sending_again_tells_nobody_that_an_address_has_an_account(client: Client) -> None:
    confirmed(email=SIGN_UP["email"])
    with travel("2026-11-30T10:00:00Z", tick=False) as clock:
        client.post("/accounts/signup/", SIGN_UP)
        clock.shift(61)
        again = client.post("/me/addresses/link/", follow=True)

    assert again.redirect_chain == [("/accounts/confirm-email/", 302)]
    assert "We have sent a message to jiwon@korea.example" in again.content.decode()
    assert set(OutboxEmail.objects.values_list("subject", flat=True)) == {"You already have an account"}


def test_who_comes_too_late_for_the_link_signs_in_for_another(client: Client) -> None:
    answer = client.post("/me/addresses/link/", follow=True)

    assert answer.redirect_chain == [("/accounts/login/", 302)]
    assert "we will then send you a new link" in answer.content.decode()


def test_the_link_of_another_address_is_sent_again(client: Client) -> None:
    user, stranger = confirmed(), confirmed()
    client.force_login(user)
    EmailAddress.objects.create(user=user, email="second@korea.example")
    EmailAddress.objects.create(user=stranger, email="third@korea.example")

    for email in ("second@korea.example", "third@korea.example", user.email):
        client.post("/me/addresses/link/", {"email": email})

    assert list(OutboxEmail.objects.values_list("recipient", flat=True)) == ["second@korea.example"]


def asked(client: Client, path: str, data: dict[str, str]) -> tuple[str, int]:
    """Where a request is led, and what it answers once the password is typed."""
    first = client.post(path, data)
    second = client.post(first.headers["Location"], {"password": PASSWORD})
    return first.headers["Location"].partition("?")[0], second.status_code


def test_adding_an_address_asks_the_password_again_and_goes_on(client: Client) -> None:
    client.force_login(confirmed())

    answer = asked(client, "/accounts/email/", {"email": "second@korea.example", "action_add": ""})

    assert answer == ("/accounts/reauthenticate/", 302)
    assert OutboxEmail.objects.get().recipient == "second@korea.example"


def test_making_a_token_asks_the_password_again_and_shows_the_key(client: Client) -> None:
    client.force_login(confirmed())

    answer = asked(client, "/me/tokens/new/", TOKEN)

    assert answer == ("/accounts/reauthenticate/", 200)
    assert ApiToken.objects.get().name == "Sync"


def test_changing_a_role_in_a_company_asks_the_password_again(client: Client) -> None:
    owner = MembershipFactory()
    other = MembershipFactory(company=owner.company, role=MembershipRole.EDITOR)
    client.force_login(owner.user)

    answer = asked(client, f"/me/members/{other.pk}/role/", {"role": "owner", "seen": other.role})

    assert answer == ("/accounts/reauthenticate/", 302)
    assert Membership.objects.get(pk=other.pk).role == MembershipRole.OWNER


def test_giving_a_staff_role_asks_the_password_again(client: Client) -> None:
    administrator, reviewer = AdministratorFactory(), ReviewerFactory()
    client.force_login(administrator)
    form = {"email": reviewer.email, "full_name": "R", "language": "en", "time_zone": "Asia/Seoul", "is_active": "on"}

    answer = asked(client, f"/admin/accounts/user/{reviewer.pk}/change/", form | {"staff_role": "administrator"})

    reviewer.refresh_from_db()
    assert answer == ("/accounts/reauthenticate/", 302)
    assert reviewer.is_administrator


@pytest.mark.parametrize("password", ["", "wrong"])
def test_nothing_is_done_without_the_password(client: Client, password: str) -> None:
    client.force_login(confirmed())
    led_to = client.post("/me/tokens/new/", TOKEN).headers["Location"]

    answer = client.post(led_to, {"password": password})

    assert (answer.status_code, ApiToken.objects.count()) == (200, 0)


def test_the_password_is_asked_again_after_five_minutes(client: Client) -> None:
    with travel("2026-11-30T10:00:00Z", tick=False) as clock:
        sign_in_afresh(client, confirmed())
        soon = client.post("/me/tokens/new/", TOKEN).status_code
        clock.shift(301)
        later = client.post("/me/tokens/new/", TOKEN).status_code

    assert (soon, later) == (200, 302)


def test_leaving_the_administration_asks_for_nothing(client: Client) -> None:
    client.force_login(AdministratorFactory())

    assert "/reauthenticate/" not in client.post("/admin/logout/").headers.get("Location", "")
