"""What people do not want to get: links in mails, their undoing, and the page of choices."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from notifications.links import unsubscribe_token
from notifications.models import EmailKind
from notifications.queries import is_wanted, preferences_of
from notifications.services import switch_kind
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
UNSUBSCRIBED = {EmailKind.SUGGESTION: False}


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_looking_at_an_unsubscribe_link_changes_nothing() -> None:
    user = UserFactory(language="de")
    url = reverse("notifications:unsubscribe", args=[unsubscribe_token(user.pk, kind=EmailKind.SUGGESTION)])

    answers = [Client().get(url), Client().head(url)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0]["Content-Language"] == "de"
    assert is_wanted(user, kind=EmailKind.SUGGESTION)


def test_a_mail_program_unsubscribes_by_one_post_without_cookies() -> None:
    user = UserFactory()
    url = reverse("notifications:unsubscribe", args=[unsubscribe_token(user.pk, kind=EmailKind.SUGGESTION)])

    answer = Client(enforce_csrf_checks=True).post(url, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert preferences_of(user) == preferences_of(UserFactory()) | UNSUBSCRIBED


def test_unsubscribing_can_be_undone_from_the_page_that_confirms_it() -> None:
    user = UserFactory()
    token = unsubscribe_token(user.pk, kind=EmailKind.SUGGESTION)
    client = Client(enforce_csrf_checks=True)

    page = client.post(reverse("notifications:unsubscribe", args=[token])).content.decode()
    client.post(undo_in(page))

    assert is_wanted(user, kind=EmailKind.SUGGESTION)


def undo_in(page: str) -> str:
    """The address of the button that undoes it; empty when there is none."""
    found = re.search(r'action="(/[^"]+/undo/)"', page)
    return found[1] if found else ""


def stop(user: User, kind: EmailKind) -> str:
    """The page that confirms that mails of this kind are stopped."""
    url = reverse("notifications:unsubscribe", args=[unsubscribe_token(user.pk, kind=kind)])
    return Client().post(url).content.decode()


def stored(user: User) -> list[tuple[object, ...]]:
    return list(user.mail_preferences.order_by("kind").values_list("kind", "is_enabled", "decided_at"))


@pytest.mark.parametrize("kind", [kind for kind in EmailKind if kind.is_unsubscribable])
@pytest.mark.parametrize("age", [None, timedelta(days=3), timedelta(days=1000)])
def test_undoing_puts_back_exactly_what_was_chosen_before(kind: EmailKind, age: timedelta | None) -> None:
    user = UserFactory()
    if age is not None:
        user.mail_preferences.create(kind=kind, is_enabled=True, decided_at=timezone.now() - age)
    before, was_wanted = stored(user), is_wanted(user, kind=kind)

    page = stop(user, kind)
    stopped = is_wanted(user, kind=kind)
    answer = Client().post(undo_in(page)).content.decode()

    assert not stopped
    assert stored(user) == before
    assert is_wanted(user, kind=kind) == was_wanted
    assert ("You will continue to receive e-mails of this kind:" in answer) == was_wanted


def test_who_never_agreed_to_advertising_gets_none_by_undoing() -> None:
    user = UserFactory()

    Client().post(undo_in(stop(user, EmailKind.ANNOUNCEMENT)))

    assert not is_wanted(user, kind=EmailKind.ANNOUNCEMENT)


def test_what_was_stopped_before_offers_no_undoing() -> None:
    user = UserFactory()
    switch_kind(user, kind=EmailKind.SUGGESTION, is_enabled=False)
    before = stored(user)

    assert undo_in(stop(user, EmailKind.SUGGESTION)) == ""
    assert stored(user) == before


def test_undoing_is_possible_once_and_leaves_a_later_choice_alone() -> None:
    user = UserFactory()
    undo = undo_in(stop(user, EmailKind.ANNOUNCEMENT))
    switch_kind(user, kind=EmailKind.ANNOUNCEMENT, is_enabled=True)
    switch_kind(user, kind=EmailKind.ANNOUNCEMENT, is_enabled=False)
    before = stored(user)

    answer = Client().post(undo).content.decode()

    assert "You have since changed this choice, and your later choice still applies" in answer
    assert stored(user) == before


def test_the_link_of_a_mail_undoes_nothing() -> None:
    user = UserFactory()
    token = unsubscribe_token(user.pk, kind=EmailKind.ANNOUNCEMENT)

    answer = Client().post(reverse("notifications:resubscribe", args=[token]))

    assert answer.status_code == 404
    assert stored(user) == []


@pytest.mark.parametrize("name", ["unsubscribe", "resubscribe"])
def test_a_forged_or_orphaned_token_is_not_found(name: str) -> None:
    forged, orphaned = "12:suggestion:forged", unsubscribe_token(4_000_000, kind=EmailKind.SUGGESTION)

    codes = [Client().post(reverse(f"notifications:{name}", args=[token])).status_code for token in (forged, orphaned)]

    assert codes == [404, 404]


def test_preferences_ask_a_visitor_to_sign_in() -> None:
    url = reverse("notifications:preferences")

    assert Client().get(url)["Location"] == f"{reverse('account_login')}?next={url}"


def test_preferences_show_and_save_what_is_wanted() -> None:
    user = UserFactory()
    switch_kind(user, kind=EmailKind.REMINDER, is_enabled=False)
    client, url = client_of(user), reverse("notifications:preferences")

    form = client.get(url).context["form"]
    client.post(url, {"suggestion": "on", "announcement": "on"})

    assert {name: field.initial for name, field in form.fields.items()} == {
        "suggestion": True,
        "response_news": True,
        "reminder": False,
        "saved_search": True,
        "event": True,
        "announcement": False,
    }
    assert preferences_of(user) == {
        EmailKind.SUGGESTION: True,
        EmailKind.RESPONSE_NEWS: False,
        EmailKind.REMINDER: False,
        EmailKind.SAVED_SEARCH: False,
        EmailKind.EVENT: False,
        EmailKind.ANNOUNCEMENT: True,
    }
