"""An event on its day in templates: how long something lasts still, what a sign says, the code on a badge."""

import segno
from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext, pgettext

from companies.models import Project, ProjectTranslation
from events.models import Attendee, MeetingPlace, PlaceKind
from events.queries.own_day import OwnMeeting
from values.formats.locales import reader_language

register = template.Library()


@register.filter
def minutes_left(own: OwnMeeting) -> str:
    count = own.minutes_left
    return ngettext("%(count)d minute left", "%(count)d minutes left", count) % {"count": count}


@register.filter
def time_until(own: OwnMeeting) -> str:
    """`in 20 minutes`, `in 2 h 20 min`, `in 3 days`."""
    hours, minutes = divmod(own.minutes_until, 60)
    if not hours:
        return ngettext("in %(count)d minute", "in %(count)d minutes", minutes) % {"count": minutes}
    if hours < 24:
        return pgettext("time until", "in %(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}
    return ngettext("in %(count)d day", "in %(count)d days", hours // 24) % {"count": hours // 24}


@register.filter
def place_sign(place: MeetingPlace) -> str:
    """The word that stands with the number: `table`."""
    if place.kind == PlaceKind.VIDEO:
        return pgettext("sign with a number", "video room")
    return pgettext("sign with a number", "table")


@register.filter
def text_for_reader(project: Project) -> Project | ProjectTranslation:
    """The company's own words in the reader's language where it has them; needs `translations`."""
    translations = {text.language: text for text in project.translations.all()}
    return translations.get(reader_language(), project)


@register.simple_tag
def badge_code(attendee: Attendee) -> SafeString:
    """A drawing of the address under which staff check this person in; it says nothing about them."""
    address = f"{settings.SITE_URL}{reverse('events:badge', args=[attendee.badge_key])}"
    drawing = segno.make(address, error="m", micro=False).svg_inline(omitsize=True, border=2, svgclass="badge-code")
    return mark_safe(drawing)  # noqa: S308 # drawn by us from random letters
