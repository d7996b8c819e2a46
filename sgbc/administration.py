"""Where Django's administration differs here: one door for everybody, and the password again before it writes."""

from collections.abc import Callable
from typing import Any

from allauth.account.decorators import reauthentication_required, secure_admin_login
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

View = Callable[..., HttpResponseBase]


class Administration(admin.AdminSite):
    site_header = site_title = _("Administration")

    def login(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        answer: HttpResponse = secure_admin_login(super().login)(request, extra_context)
        return answer

    def admin_view(self, view: View, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        """Roles, addresses and people are changed here: whoever found a screen unlocked changes none of them."""
        return super().admin_view(reauthentication_required(view, enabled=_writes), cacheable)


def _writes(request: HttpRequest) -> bool:
    return request.method == "POST" and request.path != reverse("admin:logout")
