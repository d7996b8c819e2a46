"""What somebody typed before they were signed out: who gets it back, what of it, how much, and how long."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.db.models.functions import Now
from django.test import Client
from django.utils import timezone

from accounts.models import KEPT_FOR, KeptFile, KeptForm
from accounts.services import kept_forms
from partnerships.models import Attachment, Message
from rest.queries import count_request
from tests.accounts.kept import plan, shown_to, write
from tests.clocks import travel
from tests.factories import PASSWORD
from tests.room_factories import Room, make_room
from tests.sent_forms import form_at

pytestmark = pytest.mark.django_db
KEPT = "Your text has been kept"


def test_a_message_with_a_file_is_there_again_and_is_sent_by_hand(client: Client, room: Room, page: str) -> None:
    write(client, page, "On the „way“ & soon", attachments=plan())

    form = shown_to(client, room, page)
    assert (form.values("text"), form.values("language")) == (["On the „way“ & soon"], ["fr"])
    assert not Message.objects.exists()
    kept = {name: form.values(name) for name in ("kept_form", "kept_file")}
    client.post(f"{page}messages/", form.data() | kept)

    file = Attachment.objects.get()
    assert (file.name, bytes(file.data), file.message.text) == ("plan.pdf", b"%PDF-1.4 plan", "On the „way“ & soon")
    assert not KeptForm.objects.exists()
    assert KEPT not in client.get(page).content.decode()


def test_another_file_takes_the_place_of_the_kept_one_and_none_is_sent_that_is_not_ticked(
    client: Client, room: Room, page: str
) -> None:
    write(client, page, attachments=plan())
    form = shown_to(client, room, page)
    kept = {name: form.values(name) for name in ("kept_form", "kept_file")}

    client.post(f"{page}messages/", form.data() | kept | {"attachments": plan(name="other.pdf")})
    assert [file.name for file in Attachment.objects.all()] == ["other.pdf"]

    client.logout()
    write(client, page, attachments=plan())
    form = shown_to(client, room, page)
    client.post(f"{page}messages/", form.data() | {"kept_form": form.values("kept_form")})
    assert Attachment.objects.count() == 1


def test_a_file_stays_when_the_form_is_refused_after_signing_in(client: Client, room: Room, page: str) -> None:
    write(client, page, attachments=plan())
    form = shown_to(client, room, page)
    kept = {name: form.values(name) for name in ("kept_form", "kept_file")}

    refused = client.post(f"{page}messages/", kept | {"text": "", "language": "fr"})

    again = form_at(refused.content.decode(), f"{page}messages/", base=page)
    assert (refused.status_code, again.values("text")) == (422, [""])
    assert {name: again.values(name) for name in kept} == kept


def test_no_other_browser_sees_or_sends_or_drops_it(client: Client, room: Room, page: str) -> None:
    write(client, page, attachments=plan())
    kept, other = KeptForm.objects.get(), Client()

    assert shown_to(other, room, page).values("kept_form") == []
    other.post(f"/kept/{kept.pk}/drop/")
    other.post(
        f"{page}messages/",
        {"text": "Mine", "language": "en", "kept_form": kept.pk, "kept_file": kept.files.get().pk},
    )

    assert not Attachment.objects.exists()
    assert KeptForm.objects.filter(pk=kept.pk).exists()


def test_who_cannot_see_the_page_does_not_see_what_was_typed_there(client: Client, page: str) -> None:
    write(client, page, "Confidential words")
    client.force_login(make_room().korean.user)

    answer = client.get(page)

    assert (answer.status_code, "Confidential words" in answer.content.decode()) == (404, False)


def test_it_can_be_thrown_away(client: Client, room: Room, page: str) -> None:
    write(client, page, attachments=plan())
    shown_to(client, room, page)
    kept = KeptForm.objects.get()

    answer = client.post(f"/kept/{kept.pk}/drop/", headers={"Referer": f"http://testserver{page}"})

    assert answer.headers["Location"] == page
    assert (KeptForm.objects.count(), KeptFile.objects.count()) == (0, 0)


def test_it_lasts_a_day(client: Client, room: Room, page: str) -> None:
    write(client, page)
    KeptForm.objects.update(kept_at=Now() - KEPT_FOR + timedelta(minutes=1))
    assert shown_to(client, room, page).values("text") == ["Good morning"]

    KeptForm.objects.update(kept_at=Now() - KEPT_FOR)

    assert shown_to(client, room, page).values("text") == [""]


def test_one_browser_keeps_the_last_three_forms_and_the_same_one_once(client: Client, page: str) -> None:
    for text in ("one", "two", "three", "four", "four"):
        write(client, page, text)

    assert [form.fields["text"] for form in KeptForm.objects.order_by("pk")] == [["two"], ["three"], ["four"]]


def test_a_file_that_finds_no_room_is_named(client: Client, room: Room, page: str) -> None:
    client.force_login(room.korean.user)
    client.session.delete()  # it ended here, and the browser still shows its cookie: without one, no files are taken
    write(client, page, attachments=[plan(), plan(b"x" * kept_forms.MOST_BYTES, name="film.pdf")])

    client.force_login(room.korean.user)
    shown = client.get(page).content.decode()

    assert [file.name for file in KeptFile.objects.all()] == ["plan.pdf"]
    assert "These files could not be kept. Please choose them again: film.pdf" in shown


def test_an_endless_text_is_not_kept_and_its_writer_is_told(client: Client, page: str) -> None:
    answer = write(client, page, "x" * (kept_forms.MOST_TYPED + 1))

    assert "nothing was changed" in client.get(answer.headers["Location"]).content.decode()
    assert not KeptForm.objects.exists()


def fill_store(*, is_of_stranger: bool, parts: int = 1) -> list[KeptForm]:
    """Forms that leave five bytes, the oldest first."""
    size, most = kept_forms.MOST_BYTES_IN_ALL // parts, kept_forms.MOST_BYTES_IN_ALL - 5
    sizes = [size] * (parts - 1) + [most - size * (parts - 1)]
    made = [KeptForm.objects.create(address="/", page="/", size=size, is_of_stranger=is_of_stranger) for size in sizes]
    for age, form in enumerate(reversed(made), 1):
        KeptForm.objects.filter(pk=form.pk).update(kept_at=Now() - timedelta(minutes=age))
    return made


def test_a_store_full_of_what_people_wrote_who_are_signed_in_takes_no_more(client: Client, page: str) -> None:
    fill_store(is_of_stranger=False)

    write(client, page)

    assert KeptForm.objects.count() == 1


def test_in_a_full_store_the_oldest_forms_of_strangers_make_room(client: Client, page: str) -> None:
    oldest, *others = fill_store(is_of_stranger=True, parts=3)

    write(client, page)

    assert set(KeptForm.objects.values_list("pk", flat=True)) > {form.pk for form in others}
    assert not KeptForm.objects.filter(pk=oldest.pk).exists()
    assert (KeptForm.objects.count(), KeptForm.objects.latest("pk").is_of_stranger) == (3, True)


def test_one_address_fills_no_more_than_its_share_of_an_hour_however_many_browsers_come_from_it(page: str) -> None:
    film = b"x" * (kept_forms.MOST_BYTES - 1000)
    share = kept_forms.MOST_BYTES_IN_AN_HOUR // kept_forms.MOST_BYTES

    for _browser in range(share + 2):
        client = Client(REMOTE_ADDR="192.0.2.7")
        client.cookies[settings.SESSION_COOKIE_NAME] = "of a session that is over"
        write(client, page, attachments=plan(film, name="film.pdf"))
    refused = KeptForm.objects.count()
    write(Client(REMOTE_ADDR="192.0.2.8"), page)

    assert (refused, KeptForm.objects.count()) == (share, share + 1)
    with travel(timezone.now() + timedelta(hours=1, seconds=1)):
        write(Client(REMOTE_ADDR="192.0.2.7"), page)
    assert KeptForm.objects.count() == share + 2


def test_the_share_of_an_address_never_overflows_its_count(page: str) -> None:
    for _time in range(3):
        count_request("kept:192.0.2.7", now=timezone.now(), window=kept_forms.HOUR, amount=2_000_000_000)

    assert write(Client(REMOTE_ADDR="192.0.2.7"), page).status_code == 302
    assert not KeptForm.objects.exists()


def test_what_strangers_left_goes_with_the_sweep(client: Client, page: str) -> None:
    write(client, page, attachments=plan())

    with travel(timezone.now() + KEPT_FOR):
        kept_forms.purge_kept_forms()

    assert (KeptForm.objects.count(), KeptFile.objects.count()) == (0, 0)


def test_secrets_are_not_kept(client: Client) -> None:
    secrets = {"oldpassword": "a", "password1": "b", "csrfmiddlewaretoken": "c", "api_token": "d", "code": "e"}

    client.post("/accounts/password/change/", secrets | {"note": "this"})

    assert KeptForm.objects.get().fields == {"note": ["this"]}


def test_a_page_that_only_takes_forms_leads_to_the_page_above_it(client: Client, room: Room, page: str) -> None:
    """A message refused once stands on a page at the address it was sent to."""
    write(client, page, headers={"Referer": f"http://testserver{page}messages/"})
    client.force_login(room.korean.user)

    answer = client.get(f"{page}messages/", follow=True)

    assert answer.redirect_chain == [(f"{page}#kept", 302)]
    assert form_at(answer.content.decode(), f"{page}messages/", base=page).values("text") == ["Good morning"]


@pytest.mark.parametrize("origin", ["https://elsewhere.example/x/", "http://testserver//elsewhere.example/"])
def test_only_pages_of_ours_are_shown_after_signing_in(client: Client, page: str, origin: str) -> None:
    answer = write(client, page, headers={"Referer": origin})

    assert answer.headers["Location"] == f"/accounts/login/?next={page}messages/%23kept"


def test_a_choice_that_is_gone_and_a_field_that_is_gone_are_told(client: Client, room: Room, page: str) -> None:
    headers = {"Referer": f"http://testserver{page}"}
    client.post(f"{page}messages/", {"text": "a", "language": "xx", "gone": "Words of a field"}, headers=headers)

    client.force_login(room.korean.user)
    shown = client.get(page).content.decode()

    assert "Some of the options you selected are no longer available." in shown
    assert "<blockquote>Words of a field</blockquote>" in shown


def test_a_fragment_leads_to_signing_in_and_back_to_its_page(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/review/?page=2"}

    answer = client.get("/review/run/", headers=headers)

    assert answer.headers["HX-Redirect"] == "/accounts/login/?next=/review/%3Fpage%3D2"


def signed_in_in_two_tabs(room: Room, page: str) -> tuple[Client, str]:
    """A browser, and the token of a page opened before its reader signed in anew in another tab."""
    client, user = Client(enforce_csrf_checks=True), room.korean.user
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.force_login(user)
    token = form_at(client.get(page).content.decode(), f"{page}messages/", base=page).values("csrfmiddlewaretoken")[0]
    login = client.get("/accounts/logout/").content.decode()
    client.post(
        "/accounts/logout/",
        {"csrfmiddlewaretoken": form_at(login, "/accounts/logout/", base="/").values("csrfmiddlewaretoken")[0]},
    )
    login = client.get("/accounts/login/").content.decode()
    entrance = form_at(login, "/accounts/login/", base="/accounts/login/").values("csrfmiddlewaretoken")[0]
    signed_in = {"login": user.email, "password": PASSWORD, "csrfmiddlewaretoken": entrance}
    assert client.post("/accounts/login/", signed_in).status_code == 302
    return client, token


def test_a_form_opened_before_signing_in_anew_is_shown_again(room: Room, page: str) -> None:
    client, token = signed_in_in_two_tabs(room, page)

    answer = write(client, page, csrfmiddlewaretoken=token, headers={"Origin": "http://testserver"})

    assert answer.headers["Location"] == f"{page}#kept"
    shown = form_at(client.get(page).content.decode(), f"{page}messages/", base=page)
    assert shown.values("text") == ["Good morning"]
    assert not Message.objects.exists()


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}])
def test_a_form_that_may_come_from_elsewhere_is_refused_and_not_kept(
    room: Room, page: str, headers: dict[str, str]
) -> None:
    client, token = signed_in_in_two_tabs(room, page)

    answer = write(client, page, csrfmiddlewaretoken=token, headers=headers)

    assert answer.status_code == 403
    assert not KeptForm.objects.exists()


def test_nothing_is_kept_for_whoever_has_no_token_of_ours(page: str) -> None:
    client = Client(enforce_csrf_checks=True)

    answer = write(client, page, headers={"Origin": "http://testserver"})

    assert answer.status_code == 403
    assert not KeptForm.objects.exists()
