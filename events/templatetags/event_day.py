"""An event on its day in templates: what a sign says, the code on a badge."""

import segno
from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from events.models import Attendee, MeetingPlace, PlaceKind

register = template.Library()


@register.filter
def place_sign(place: MeetingPlace) -> str:
    """The word that stands with the number: `table`."""
    if place.kind == PlaceKind.VIDEO:
        return pgettext("sign with a number", "video room")
    return pgettext("sign with a number", "table")


@register.simple_tag
def badge_code(attendee: Attendee) -> SafeString:
    """A drawing of the address under which staff check this person in; it says nothing about them."""
    address = f"{settings.SITE_URL}{reverse('events:badge', args=[attendee.badge_key])}"
    drawing = segno.make(address, error="m", micro=False).svg_inline(omitsize=True, border=2, svgclass="badge-code")
    return mark_safe(drawing)  # noqa: S308 # drawn by us from random letters
