"""Signed in, and the password just typed again: for what changes who may act."""

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from django.http import HttpRequest
from django.test import Client

from accounts.models import User


def sign_in_afresh(client: Client, user: User) -> None:
    """As the page does that asks for the password, without the page."""
    client.force_login(user)
    request = HttpRequest()
    request.user, request.session = user, client.session
    reauthenticate_by_password(request)
    request.session.save()
