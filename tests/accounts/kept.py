"""How somebody who is signed out writes into a room, and what they find there once they are back."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.room_factories import Room
from tests.sent_forms import BrowserForm, form_at


def write(client: Client, page: str, text: str = "Good morning", **more: Any) -> Any:
    headers = {"Referer": f"http://testserver{page}"} | more.pop("headers", {})
    return client.post(f"{page}messages/", {"text": text, "language": "fr"} | more, headers=headers)


def plan(content: bytes = b"%PDF-1.4 plan", name: str = "plan.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def shown_to(client: Client, room: Room, page: str) -> BrowserForm:
    """The form of the room after this person has signed in."""
    client.force_login(room.korean.user)
    return form_at(client.get(page).content.decode(), f"{page}messages/", base=page)
