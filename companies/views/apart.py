"""Pages on which a person comes to act for a company are not for staff."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from accounts.permissions import SignedInRequest
from companies.errors import MembershipRefusedError
from companies.services.members import require_not_staff

P = ParamSpec("P")
PersonView = Callable[Concatenate[SignedInRequest, P], HttpResponse]


def not_for_staff(view: PersonView[P]) -> PersonView[P]:
    """Staff are sent to the first page of "My company" with words that say why."""

    @wraps(view)
    def open_or_explain(request: SignedInRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            require_not_staff(request.user)
        except MembershipRefusedError as error:
            messages.warning(request, str(error))
            return redirect("companies:own_companies")
        return view(request, *args, **kwargs)

    return open_or_explain
