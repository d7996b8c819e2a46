"""The main navigation: who sees which entries, and which of them the page belongs to."""

from collections.abc import Callable
from dataclasses import dataclass

from django import template
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from companies.templatetags.reviews import desk_counts
from partnerships.templatetags.requests import requests_to_answer

register = template.Library()


@dataclass(frozen=True, slots=True)
class Entry:
    """A page's name, its label, and where else one is still in it: paths and views that begin so."""

    view: str
    label: str | Promise
    paths: tuple[str, ...] = ()
    not_paths: tuple[str, ...] = ()
    views: tuple[str, ...] = ()
    count: Callable[[Context], int] | None = None

    def is_around(self, request: HttpRequest) -> bool:
        match = request.resolver_match
        if match and self.views and match.view_name.startswith(self.views):
            return True
        paths = self.paths or (() if self.views else (reverse(self.view),))
        return request.path.startswith(paths) and not request.path.startswith(self.not_paths)


def _count_desk(context: Context) -> int:
    return desk_counts(context).total


EVERYBODY = (
    Entry("directory:company_list", _("Companies")),
    Entry("directory:project_list", _("Projects")),
    Entry(
        "events:event_list",
        pgettext_lazy("networking", "Events"),
        paths=("/events/", "/me/events/", "/staff/events/"),
    ),
)
REVIEWERS = (
    Entry("matching:match_queue", _("Review desk")),
    Entry(
        "companies:company_queue",
        _("Profiles"),
        paths=("/staff/",),
        not_paths=("/staff/collaborations/", "/staff/insights/", "/staff/events/"),
        count=_count_desk,
    ),
    Entry("partnerships:request_queue", _("Requests"), paths=("/partnerships/",)),
    Entry("partnerships:board", _("Collaborations"), paths=("/collaborations/", "/staff/collaborations/")),
)
MEMBERS = (
    Entry("companies:own_companies", _("My company"), views=("companies:own_", "exchange:own_")),
    Entry("matching:suggestion_list", _("My suggestions")),
    Entry(
        "partnerships:request_list",
        _("Requests"),
        paths=("/partnerships/", "/introductions/"),
        count=requests_to_answer,
    ),
    Entry("partnerships:collaboration_list", _("Collaborations")),
)


@register.inclusion_tag("_navigation.html", takes_context=True)
def navigation(context: Context) -> dict[str, object]:
    """The entries this person sees."""
    return {"entries": [_show(entry, context) for entry in (*EVERYBODY, *_own_entries(context["request"].user))]}


def _own_entries(user: User | AnonymousUser) -> tuple[Entry, ...]:
    if not isinstance(user, User):
        return ()
    return REVIEWERS if user.is_reviewer else MEMBERS


def _show(entry: Entry, context: Context) -> dict[str, object]:
    request: HttpRequest = context["request"]
    address = reverse(entry.view)
    current = "page" if request.path == address else "true" if entry.is_around(request) else ""
    count = entry.count(context) if entry.count else 0
    return {"address": address, "label": entry.label, "current": current, "count": count}
