"""The programme of an event: row by row, or pasted as text; its places; its words in another language; its picture."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from events.calendars.clock_times import moment_of, shown_at
from events.calendars.pasting import PastedItem, PastedProgramme
from events.errors import EventRefusedError
from events.forms.clock_times import ClockTimeField
from events.models import Event, EventSession
from events.queries.texts import session_text_in
from events.services.programme import ProgrammeItem
from values.forms import LineField, LongTextField

MOST_ITEMS = 80
Row = dict[str, Any]
"""The fields of an item by their names, as forms hold them."""
EMPTY_ROWS = 3


class SessionForm(forms.Form):
    """An item; a row without a title is no item."""

    session_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    starts_at = ClockTimeField(label=_("Starts"), required=False)
    ends_at = ClockTimeField(label=_("Ends"), required=False)
    title = LineField(label=_("Title"), max_length=150, required=False)
    speaker = LineField(label=_("Speaker"), max_length=200, required=False)
    room = LineField(label=_("Room"), max_length=80, required=False)
    description = LongTextField(
        label=_("Description"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    is_for_meetings = forms.BooleanField(label=_("One-to-one meetings take place"), required=False)

    def __init__(self, *args: Any, zone: ZoneInfo, **options: Any) -> None:
        self.zone = zone
        super().__init__(*args, **options)

    def clean(self) -> Row:
        data = super().clean() or {}
        for name in ("starts_at", "ends_at"):
            if data.get("title") and not data.get(name) and name not in self.errors:
                self.add_error(name, _t("Enter when it starts and ends."))
            elif data.get(name):
                self._read_time(data, name)
        return data

    def _read_time(self, data: Row, name: str) -> None:
        try:
            data[name] = moment_of(data[name], self.zone)
        except EventRefusedError as error:
            self.add_error(name, str(error))

    def item(self) -> ProgrammeItem | None:
        data = self.cleaned_data
        return ProgrammeItem(**{name: data[name] for name in ProgrammeItem._fields}) if data.get("title") else None


SessionFormSet = forms.formset_factory(SessionForm, extra=EMPTY_ROWS, max_num=MOST_ITEMS, absolute_max=MOST_ITEMS + 20)


Rows: TypeAlias = "forms.BaseFormSet[SessionForm]"


def rows_of(event: Event) -> list[Row]:
    """The programme as its form shows it: by the venue's clock, in the original's language."""
    zone = ZoneInfo(event.time_zone)
    return [_row(session, event.language, zone) for session in event.sessions.prefetch_related("texts")]


def _row(session: EventSession, language: str, zone: ZoneInfo) -> Row:
    text = session_text_in(session, language)
    return {
        "session_id": session.pk,
        "starts_at": shown_at(session.starts_at, zone),
        "ends_at": shown_at(session.ends_at, zone),
        "title": text.title,
        "description": text.description,
        "speaker": session.speaker,
        "room": session.room,
        "is_for_meetings": session.is_for_meetings,
    }


def rows_pasted(event: Event, programme: PastedProgramme) -> list[Row]:
    """What was pasted as rows of the form: from the event's day on, and on the next one where the clock goes back.

    An item without an end lasts until the next one begins, the last until the event ends.
    """
    zone = ZoneInfo(event.time_zone)
    starts = _starts_of(programme.items, shown_at(event.starts_at, zone))
    ends = [*starts[1:], shown_at(event.ends_at, zone)]
    rows = []
    for item, start, follows in zip(programme.items, starts, ends, strict=False):
        end = follows if item.end is None else datetime.combine(start, item.end)
        end = end + timedelta(days=1) if item.end is not None and end <= start else end
        rows.append(item._asdict() | {"starts_at": start, "ends_at": end})
    return [{name: value for name, value in row.items() if name not in {"start", "end"}} for row in rows]


def _starts_of(items: Sequence[PastedItem], begin: datetime) -> list[datetime]:
    starts: list[datetime] = []
    day = begin.date()
    for item in items:
        start = datetime.combine(day, item.start)
        if starts and start < starts[-1]:
            start += timedelta(days=1)
            day = start.date()
        starts.append(start)
    return starts


class PasteForm(forms.Form):
    text = LongTextField(
        label=_("Programme as text"),
        required=False,
        strip=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One line for each item, for example: 09:30 Welcome – Jane Doe, Main hall"),
    )


class PlacesForm(forms.Form):
    tables = forms.IntegerField(label=_("Number of tables"), min_value=0, max_value=300)
    rooms = forms.IntegerField(
        label=_("Number of video rooms"),
        min_value=0,
        max_value=300,
        help_text=_("For meetings in which one company is online; the other joins from a video room on site."),
    )
    detail = LineField(
        label=_("Where the tables are"), max_length=80, required=False, help_text=_("For example: foyer, ground floor")
    )


class SessionWordsForm(forms.Form):
    title = LineField(label=_("Title"), max_length=150, required=False)
    description = LongTextField(
        label=_("Description"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
