"""Who may open a page at all; what they see on it is each app's own question."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts.models import User

P = ParamSpec("P")


class SignedInRequest(HttpRequest):
    """A request whose visitor has signed in; never made, only promised by the decorators below."""

    user: User


View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
SignedInView = Callable[Concatenate[SignedInRequest, P], HttpResponseBase]


def _admit(view: SignedInView[P], *, is_admitted: Callable[[User], bool]) -> View[P]:
    @wraps(view)
    def admit_or_turn_away(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        user: User | AnonymousUser = request.user
        if not isinstance(user, User):
            return redirect_to_login(request.get_full_path())
        if not is_admitted(user):
            raise PermissionDenied
        return view(request, *args, **kwargs)  # type: ignore[arg-type]  # request.user was just looked at

    return admit_or_turn_away


def sign_in_required(view: SignedInView[P]) -> View[P]:
    """Visitors are asked to sign in first."""
    return _admit(view, is_admitted=lambda user: user.is_active)


def password_asked_again(view: SignedInView[P]) -> SignedInView[P]:
    """For what changes who may act: the password once more, unless it was asked a few minutes ago; then it goes on."""
    asked: SignedInView[P] = reauthentication_required(view)
    return asked


def reviewer_required(view: SignedInView[P]) -> View[P]:
    """Visitors are asked to sign in, members are refused (403), case managers and administrators enter."""
    return _admit(view, is_admitted=lambda user: user.is_reviewer)
