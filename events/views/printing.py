"""What lies on the tables and hangs around necks: pages made for a printer."""

from collections.abc import Callable, Iterable

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import SignedInRequest, reviewer_required
from events.models import Event
from events.queries.printing import badges_of, registrations_by_company, schedules_of, signs_of
from events.views.event_desk import find_event


def _listed(event: Event) -> Iterable[object]:
    return registrations_by_company(event, listed_alone=True)


def _everybody(event: Event) -> Iterable[object]:
    return registrations_by_company(event, listed_alone=False)


SHEETS: dict[str, tuple[str | Promise, Callable[[Event], Iterable[object]]]] = {
    "badges": (_("Badges"), badges_of),
    "tables": (_("Table signs"), signs_of),
    "schedules": (_("Personal schedules"), schedules_of),
    "participants": (_("List of participants"), _listed),
    "door": (
        pgettext_lazy("printed list", "List for the door"),
        _everybody,
    ),
}
"""What can be printed, by its part of the address: how it is called, and what is on it."""
SMALL = frozenset({"badges", "schedules"})
"""On A6: it hangs around necks."""


@require_safe
@never_cache
@reviewer_required
def event_print(request: SignedInRequest, public_id: str, what: str) -> HttpResponse:
    if what not in SHEETS:
        raise Http404
    event, (title, rows_of) = find_event(public_id), SHEETS[what]
    context = {
        "event": event,
        "what": what,
        "title": title,
        "sheets": [(name, label) for name, (label, _rows) in SHEETS.items()],
        "is_small": what in SMALL,
        "rows": list(rows_of(event)),
        "template": f"events/print/{what}.html",
    }
    return render(request, "events/print.html", context)
