"""What is typed survives a session that ends and another language, with scripts and without."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from companies.models import Membership
from partnerships.models import Attachment, Message
from tests.browser.test_suggestion_journey import verified
from tests.factories import PASSWORD, MembershipFactory
from tests.room_factories import Room, make_room

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "Bonjour,\nvoici le plan."
PLAN = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 plan"}
WRITING = "form[action*='/messages/']"


@pytest.fixture
def room() -> Room:
    made = make_room()
    verified(made.korean.user)
    return made


def address(room: Room) -> str:
    return f"/collaborations/{room.collaboration.public_id}/"


def write(page: Page) -> None:
    page.fill(f"{WRITING} textarea", TEXT)
    page.select_option(f"{WRITING} select[name=language]", "fr")
    page.set_input_files(f"{WRITING} input[type=file]", PLAN)


def expect_all(page: Page) -> None:
    expect(page.locator(f"{WRITING} textarea")).to_have_value(TEXT)
    expect(page.locator(f"{WRITING} select[name=language]")).to_have_value("fr")
    expect(page.locator(f"{WRITING} input[name=kept_file]")).to_be_checked()


def send(page: Page) -> None:
    page.locator(f"{WRITING} button.button--primary").first.click()
    page.wait_for_load_state()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_message_written_before_the_session_ended_is_sent_after_signing_in(
    room: Room, visit: Any, has_scripts: bool
) -> None:
    visitor = visit(has_scripts=has_scripts)
    visitor.sign_in(room.korean.user)
    page = visitor.open(address(room))
    write(page)
    Session.objects.all().delete()

    send(page)
    page.fill("input[name=login]", room.korean.user.email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"**{address(room)}#kept")

    expect_all(page)
    assert not Message.objects.exists()
    send(page)
    file = Attachment.objects.get()
    assert (file.name, bytes(file.data)) == ("plan.pdf", b"%PDF-1.4 plan")
    assert file.message.text.replace("\r\n", "\n") == TEXT
    expect(page.locator("#kept")).to_have_count(0)


def test_another_language_keeps_what_was_typed_and_another_again(room: Room, visit: Any) -> None:
    visitor = visit()
    visitor.sign_in(room.korean.user)
    page = visitor.open(address(room))
    write(page)

    page.click(".languages button[value=ko]")
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    expect_all(page)
    page.fill(f"{WRITING} textarea", TEXT + " À demain.")
    page.click(".languages button[value=de]")

    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator(f"{WRITING} textarea")).to_have_value(TEXT + " À demain.")
    expect(page.locator("#kept")).to_have_count(1)
    send(page)
    assert Attachment.objects.get().message.text.endswith("À demain.")


def test_without_scripts_each_form_has_a_way_into_another_language(room: Room, visit: Any) -> None:
    visitor = visit(has_scripts=False)
    visitor.sign_in(room.korean.user)
    page = visitor.open(address(room))
    write(page)

    page.click(f"{WRITING} button[value=ko]")

    expect(page.locator("html")).to_have_attribute("lang", "ko")
    expect_all(page)
    send(page)
    assert Attachment.objects.get().message.text.replace("\r\n", "\n") == TEXT


def test_another_language_keeps_a_search_and_what_was_refused(visit: Any) -> None:
    membership: Membership = MembershipFactory()
    visitor = visit()
    visitor.sign_in(verified(membership.user))
    page = visitor.open(f"/me/companies/{membership.company.public_id}/members/")
    page.fill("input[name=email]", "nobody")
    page.locator("form[action$='/invite/'] button").click()
    expect(page.locator("input[name=email]")).to_have_value("nobody")

    page.click(".languages button[value=fr]")

    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("input[name=email]")).to_have_value("nobody")
    page = visitor.open("/me/join/")
    page.fill("input[name=text]", "Mulgyeol")
    page.click(".languages button[value=en]")
    expect(page.locator("input[name=text]")).to_have_value("Mulgyeol")


def test_a_check_while_typing_after_the_session_ended_leads_to_signing_in_and_back(visit: Any) -> None:
    membership: Membership = MembershipFactory()
    visitor = visit()
    visitor.sign_in(verified(membership.user))
    page = visitor.open(f"/me/companies/{membership.company.public_id}/projects/new/")
    Session.objects.all().delete()

    page.fill("textarea[name=offer]", "A line that separates glass.")
    page.wait_for_url("**/accounts/login/**")
    page.fill("input[name=login]", membership.user.email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/projects/new/#kept")

    expect(page.locator("textarea[name=offer]")).to_have_value("A line that separates glass.")
