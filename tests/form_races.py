"""Rounds of the races of one browser with itself: the same form twice, over two connections."""

from collections.abc import Callable

from django.http import HttpResponse
from django.test import Client

from accounts.models import ApiToken, KeptForm
from partnerships.models import Attachment, Message
from tests.accounts.kept import plan, shown_to, write
from tests.factories import UserFactory
from tests.partnerships.threads import at_once
from tests.room_factories import make_room
from tests.signing_in import sign_in_afresh

TOKEN = "a" * 64


def twin(client: Client) -> Client:
    """Another connection of the same browser."""
    other = Client()
    other.cookies = client.cookies.copy()  # type: ignore[attr-defined]
    return other


def a_kept_form_with_a_file_is_sent_twice() -> str:
    room, client = make_room(), Client()
    page = f"/collaborations/{room.collaboration.public_id}/"
    write(client, page, "Kept for you", attachments=plan())
    form = shown_to(client, room, page)
    kept = {name: form.values(name) for name in ("kept_form", "kept_file")}
    sent = form.data() | kept | {"csrfmiddlewaretoken": TOKEN}

    answers = at_once(*[lambda: twin(client).post(f"{page}messages/", sent)] * 2)

    assert [_status(answer) for answer in answers] == [302, 302]
    assert list(Message.objects.filter(collaboration=room.collaboration).values_list("text")) == [("Kept for you",)]
    assert Attachment.objects.filter(message__collaboration=room.collaboration).count() == 1
    assert not KeptForm.objects.filter(page=page).exists()
    return "one message with one file, nothing kept"


def one_form_with_one_key_is_sent_four_times() -> str:
    room, client = make_room(), Client()
    page = f"/collaborations/{room.collaboration.public_id}/"
    client.force_login(room.korean.user)
    sent = {"text": "Good morning", "language": "en", "csrfmiddlewaretoken": TOKEN}

    answers = at_once(*[lambda: twin(client).post(f"{page}messages/", sent)] * 4)

    assert {_status(answer) for answer in answers} == {302}
    assert Message.objects.filter(collaboration=room.collaboration).count() == 1
    return "one message, four equal answers"


def a_token_is_made_by_one_form_twice() -> str:
    user, client = UserFactory(), Client()
    sign_in_afresh(client, user)
    sent = {"name": "Sync", "scope": "read", "days": "30", "csrfmiddlewaretoken": TOKEN}

    answers = at_once(*[lambda: twin(client).post("/me/tokens/new/", sent)] * 2)

    assert sorted(_status(answer) for answer in answers) == [200, 302]
    assert ApiToken.objects.filter(user=user).count() == 1
    return "one token, shown once"


def _status(answer: object) -> int:
    assert isinstance(answer, HttpResponse)
    return answer.status_code


FORM_RACES: tuple[Callable[[], str], ...] = (
    a_kept_form_with_a_file_is_sent_twice,
    one_form_with_one_key_is_sent_four_times,
    a_token_is_made_by_one_form_twice,
)
