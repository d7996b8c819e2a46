"""Signed in, and the password just typed again: for what changes who may act."""

from django.test import Client

from accounts.models import User
from tests.factories import PASSWORD


def sign_in_afresh(client: Client, user: User) -> None:
    client.force_login(user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
