"""Every mail in every language, read off the wire as its reader gets it: its links, its sender, its words."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from accounts.models import Language
from notifications.messages import wire_format
from notifications.models import OutboxEmail
from tests.mails.every_mail import MAILS, write_mail
from tests.structure import ROOT

pytestmark = pytest.mark.django_db
ADDRESS = re.compile(r"https?://\S+")
FRAMES = {"base", "plain"}


@pytest.fixture(autouse=True)
def our_mail(settings: Any) -> None:
    settings.EMAIL_BACKEND = "notifications.backends.OutboxEmailBackend"


def read(email: OutboxEmail) -> EmailMessage:
    message = message_from_bytes(wire_format(email), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def part(message: EmailMessage, subtype: str) -> str:
    body = message.get_body((subtype,))
    assert body is not None
    return str(body.get_content())


def hrefs(html: str) -> list[str]:
    links = map(unescape, re.findall(r'href="([^"]*)"', html))
    return [link for link in links if not link.startswith(("mailto:", "tel:"))]


def follow(email: OutboxEmail, link: str) -> int:
    client = Client()
    if email.user is not None:
        client.force_login(email.user)
    return client.get(link.removeprefix(settings.SITE_URL) or "/", follow=True).status_code


def test_every_letter_is_written_here() -> None:
    templates = {path.stem for path in (ROOT / "templates" / "emails").glob("[!_]*.html")}

    assert templates - FRAMES == set(MAILS)


@pytest.mark.exhaustive
@pytest.mark.parametrize("language", Language.values)
@pytest.mark.parametrize("name", sorted(MAILS))
def test_every_link_of_a_letter_leads_somewhere(name: str, language: str) -> None:
    emails = write_mail(name, language)
    assert emails
    for email in emails:
        message = read(email)
        text, html = part(message, "plain"), part(message, "html")
        lines = [line for line in text.splitlines() if settings.SITE_URL in line]

        links = {*lines, *hrefs(html)}
        assert email.language == language
        assert [line for line in lines if not ADDRESS.fullmatch(line)] == [], "a link stands alone on its line"
        assert {link for link in links if follow(email, link) >= 400} == set()
        assert [link for link in links if not link.startswith(settings.SITE_URL)] == []
        assert set(hrefs(html)) == set(lines), "the text leads wherever the page leads"


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", sorted(MAILS))
def test_the_first_sentence_follows_the_salutation_it_goes_on_from(name: str) -> None:
    """German goes on in lower case after “Guten Tag …,”: a heading between the two would break the sentence."""
    for email in write_mail(name, "de"):
        html = part(read(email), "html")
        first_of_body = re.search(r'class="body".*?</td>', html, re.DOTALL)

        assert first_of_body is not None
        assert re.search(r"<p[^>]*>Guten Tag [^<]*,</p>\s*<(?!p\b)", first_of_body.group()) is None


@pytest.mark.parametrize("language", Language.values)
def test_the_sender_is_named_in_the_language_of_the_mail(language: str) -> None:
    (email,) = write_mail("account_signup", language)

    with translation.override(language):
        ours = gettext("Smart Green Business Centre")
    assert parseaddr(str(read(email)["From"])) == (ours, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])


def test_korean_readers_see_a_korean_name() -> None:
    (email,) = write_mail("account_signup", "ko")

    assert str(read(email)["From"]).startswith("스마트 그린 비즈니스 센터 <")


@pytest.mark.parametrize("name", sorted(name for name in MAILS if name.startswith("account_")))
def test_links_of_account_mail_do_not_come_from_the_request(name: str, settings: Any) -> None:
    settings.SITE_URL = "https://centre.example"

    (email,) = write_mail(name, "fr")

    links = set(ADDRESS.findall(email.text)) | set(hrefs(email.html))
    assert {link.split("/")[2] for link in links} == {"centre.example"}


@pytest.mark.parametrize("name", sorted(name for name in MAILS if name.startswith("account_")))
def test_account_mail_has_a_button(name: str) -> None:
    (email,) = write_mail(name, "en")

    buttons = re.findall(r'<a class="button" href="([^"]+)"', part(read(email), "html"))
    assert [link.startswith("http://localhost:8000/accounts/") for link in buttons] == [True]
