"""What is typed stays when the language is changed, and a sign-in that came too late is asked for again."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import KeptForm
from accounts.services import kept_forms
from tests.accounts.kept import plan, shown_to, write
from tests.room_factories import Room
from tests.sent_forms import form_at

pytestmark = pytest.mark.django_db
PASSWORD_PAGES = {
    *("email.html", "login.html", "password_change.html", "password_reset.html", "password_reset_from_key.html"),
    *("password_set.html", "reauthenticate.html"),
}


def test_forms_that_come_along_with_another_language_are_on_the_page_in_that_language(
    client: Client, room: Room, page: str
) -> None:
    client.force_login(room.korean.user)
    typed = {"typed0": f"{page}messages/#write", "typed0-text": "Morgen", "typed0-language": "de"}
    files = {"typed0-attachments": plan()}
    action = {"typed1": f"{page}action/", "typed1-text": "Call", "typed1-csrfmiddlewaretoken": "x", "typed3": "/"}

    answer = client.post("/language/", {"language": "fr", "next": page} | typed | files | action)

    shown = client.get(page).content.decode()
    message, step = (form_at(shown, page + name, base=page) for name in ("messages/", "action/"))
    assert answer.headers["Location"] == f"{page}#kept"
    assert (message.values("text"), message.values("language")) == (["Morgen"], ["de"])
    assert (len(message.values("kept_file")), step.values("text")) == (1, ["Call"])
    assert '<html lang="fr">' in shown


def test_a_form_kept_before_takes_its_own_place_with_its_file(client: Client, room: Room, page: str) -> None:
    write(client, page, attachments=plan())
    form = shown_to(client, room, page)
    again = {f"typed0-{name}": form.values(name) for name in ("kept_form", "kept_file")}
    typed = {"typed0": f"{page}messages/", "typed0-text": "Altogether new", "typed0-language": "en"}

    client.post("/language/", {"language": "ko", "next": page} | typed | again)

    kept = KeptForm.objects.get()
    assert kept.fields == {"text": ["Altogether new"], "language": ["en"]}
    assert [file.name for file in kept.files.all()] == ["plan.pdf"]


def test_each_form_with_fields_may_be_taken_into_another_language_without_scripts() -> None:
    """But for those of passwords, and the switch itself."""
    forms = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL)
    fields = re.compile(r"<textarea|<select|as_field_group|\{\{ *form *\}\}")
    without = {
        path.name
        for path in Path(settings.BASE_DIR, "templates").rglob("*.html")
        for form in forms.findall(path.read_text())
        if fields.search(form) and '{% include "_form_languages.html" %}' not in form
    }

    assert without == PASSWORD_PAGES


def test_what_is_too_long_to_come_along_is_told(client: Client, room: Room, page: str) -> None:
    client.force_login(room.korean.user)
    typed = {"typed0": f"{page}messages/", "typed0-text": "x" * (kept_forms.MOST_TYPED + 1)}

    shown = client.post("/language/", {"language": "en", "next": page} | typed, follow=True).content.decode()

    assert "Your text is too long and could not be kept" in shown


def test_a_sign_in_from_an_outdated_page_is_asked_for_once_more_and_not_kept() -> None:
    client = Client(enforce_csrf_checks=True)
    client.get("/accounts/login/")
    headers = {"Origin": "http://testserver", "Referer": "http://testserver/accounts/login/"}

    answer = client.post("/accounts/login/", {"login": "a@b.example", "csrfmiddlewaretoken": "x" * 64}, headers=headers)

    assert answer.headers["Location"] == "/accounts/login/"
    assert "nothing was changed. Send the form again." in client.get("/accounts/login/").content.decode()
    assert not KeptForm.objects.exists()
