"""An event as search engines read it (schema.org `Event`)."""

import json

from events.models import Attendance, Event, EventFormat, EventStatus
from events.queries.texts import text_in

_MODES = {
    Attendance.ON_SITE: "https://schema.org/OfflineEventAttendanceMode",
    Attendance.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    Attendance.HYBRID: "https://schema.org/MixedEventAttendanceMode",
}
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def write_structured_data(event: Event, *, language: str, page: str, picture: str = "") -> str:
    """JSON that may stand in a script element: nothing in it ends one."""
    text = text_in(event, language)
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "BusinessEvent" if event.format != EventFormat.WEBINAR else "EducationEvent",
        "name": text.title,
        "description": text.summary,
        "startDate": event.starts_at.isoformat(),
        "endDate": event.ends_at.isoformat(),
        "eventAttendanceMode": _MODES[Attendance(event.attendance)],
        "eventStatus": _status(event),
        "location": _locations(event, page),
        "organizer": {"@type": "Organization", "name": event.organiser},
        "inLanguage": event.languages,
        "url": page,
    }
    if picture:
        data["image"] = [picture]
    if event.capacity is not None:
        data["maximumAttendeeCapacity"] = event.capacity
    return json.dumps(data, ensure_ascii=False).translate(_ESCAPES)


def _status(event: Event) -> str:
    is_cancelled = event.status == EventStatus.CANCELLED
    return f"https://schema.org/{'EventCancelled' if is_cancelled else 'EventScheduled'}"


def _locations(event: Event, page: str) -> list[dict[str, object]]:
    locations: list[dict[str, object]] = []
    if event.takes_guests_on_site:
        address = {"@type": "PostalAddress", "streetAddress": event.address, "addressCountry": event.country}
        locations.append({"@type": "Place", "name": event.venue, "address": address})
    if event.takes_guests_online:
        locations.append({"@type": "VirtualLocation", "url": page})
    return locations
