"""What the organiser fills in of an event. Times are those of a clock at the venue."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Language
from events.calendars.clock_times import moment_of, shown_at
from events.calendars.zones import is_zone
from events.errors import EventRefusedError
from events.forms.clock_times import ClockTimeField
from events.models import Event, EventText
from events.services.event_rules import faults_in
from events.services.events import DETAILS, EventWords
from taxonomy.vocabulary import DigitalTechnology, GreenObjective
from values.forms import LineField, LongTextField, Typed

TIMES = ("starts_at", "ends_at", "registration_opens_at", "registration_closes_at")


def _ask(name: str, **options: Any) -> forms.Field:
    """The model's field of this name, with its label, its choices and its limits."""
    field: forms.Field = Event._meta.get_field(name).formfield(**options)  # type: ignore[union-attr, assignment]
    return field


def _line(name: str, **options: Any) -> forms.Field:
    return _ask(name, form_class=LineField, **options)


class EventWordsForm(forms.Form):
    """What an event says in one language."""

    title = LineField(label=_("Title"), max_length=120)
    summary = LongTextField(
        label=_("Summary"),
        max_length=500,
        help_text=_("Two or three sentences: who the event is for, and what they will gain from it."),
        widget=forms.Textarea(attrs={"rows": 3, "data-limit": 500}),
    )
    description = LongTextField(
        label=_("What to expect"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "data-limit": 4000}),
    )

    def words(self) -> EventWords:
        return EventWords(**{name: self.cleaned_data[name] for name in EventWords._fields})


class EventForm(EventWordsForm):
    """`seen`: when the event was last changed, as this form shows it."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    format = _ask("format")
    language = _ask("language", initial=Language.ENGLISH)
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"), choices=Language.choices, widget=forms.CheckboxSelectMultiple
    )
    interpretation = _line("interpretation", help_text=_("For example: Korean–English, on request"))
    organiser = _line("organiser")
    partners = _ask("partners", form_class=LongTextField, widget=forms.Textarea(attrs={"rows": 3}))
    contact_email = _ask("contact_email")
    green_objectives = forms.MultipleChoiceField(
        label=_("Environmental objectives"),
        choices=GreenObjective.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    digital = forms.MultipleChoiceField(
        label=_("Digital technologies"),
        choices=DigitalTechnology.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    attendance = _ask("attendance", label=_("On site or online"))
    country = _ask("country", help_text=_("Not needed for an event that is online only."))
    venue = _line("venue")
    address = _line("address")
    time_zone = _line(
        "time_zone",
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("All times below are local times in this zone. Examples: Europe/Luxembourg, Asia/Seoul."),
    )
    starts_at = ClockTimeField(label=_("Starts"))
    ends_at = ClockTimeField(label=_("Ends"))
    registration_opens_at = ClockTimeField(
        label=_("Registration opens"),
        required=False,
        help_text=_("If you leave this empty, registration opens when you publish the event."),
    )
    registration_closes_at = ClockTimeField(label=_("Registration closes"))
    capacity = _ask(
        "capacity", min_value=1, max_value=10_000, help_text=_("If you leave this empty, there is no limit.")
    )
    most_people = _ask("most_people", min_value=1, max_value=20)
    is_confirmed_automatically = _ask("is_confirmed_automatically")
    meeting_minutes = _ask("meeting_minutes", min_value=5, max_value=120)
    break_minutes = _ask("break_minutes", min_value=0, max_value=120)
    most_meetings = _ask("most_meetings", min_value=1, max_value=60)
    open_requests = _ask("open_requests", min_value=1, max_value=60)
    request_days = _ask("request_days", min_value=1, max_value=60)
    link_pattern = _line("link_pattern")

    parts: tuple[tuple[Promise, tuple[str, ...]], ...] = (
        (_("The event"), ("format", "language", "title", "summary", "description")),
        (_("Place"), ("attendance", "country", "venue", "address")),
        (_("Time"), ("time_zone", "starts_at", "ends_at")),
        (
            _("Registration"),
            (*TIMES[2:], "capacity", "most_people", "is_confirmed_automatically"),
        ),
        (_("Languages and people"), ("languages", "interpretation", "organiser", "partners", "contact_email")),
        (_("Themes"), ("green_objectives", "digital")),
        (
            _("One-to-one meetings"),
            ("meeting_minutes", "break_minutes", "most_meetings", "open_requests", "request_days", "link_pattern"),
        ),
    )

    def __init__(
        self,
        data: Typed | None = None,
        *,
        event: Event | None = None,
        registered: int = 0,
    ) -> None:
        """`event` is the one that is changed; `registered` companies hold a place."""
        self.registered = registered
        super().__init__(data, initial=_initial(event) if event else None)

    def fieldsets(self) -> Iterator[tuple[Promise, list[BoundField]]]:
        for legend, names in self.parts:
            yield legend, [self[name] for name in names]

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        self._read_times(data)
        for fault in faults_in(data, registered=self.registered):
            if fault.field not in self.errors:
                self.add_error(fault.field if fault.field in self.fields else None, str(fault))
        return data

    def _read_times(self, data: dict[str, object]) -> None:
        """From what the clock at the venue shows to moments."""
        zone = str(data.get("time_zone", ""))
        if not is_zone(zone):
            return
        for name in TIMES:
            if isinstance(shown := data.get(name), datetime):
                try:
                    data[name] = moment_of(shown, ZoneInfo(zone), field=name)
                except EventRefusedError as error:
                    self.add_error(name, str(error))

    def details(self) -> dict[str, object]:
        return {name: self.cleaned_data[name] for name in DETAILS}

    def seen_at(self) -> datetime | None:
        return seen_from(self.cleaned_data["seen"])


def seen_from(text: str | None) -> datetime | None:
    """When the thing was last changed, as a page showed it; None for what is no time."""
    try:
        seen = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return seen if seen.tzinfo else None


def _initial(event: Event) -> dict[str, object]:
    zone = ZoneInfo(event.time_zone)
    text = event.texts.filter(language=event.language).first() or EventText()
    values: dict[str, object] = {name: getattr(event, name) for name in DETAILS}
    values |= {name: getattr(text, name) for name in EventWords._fields}
    values |= {name: shown_at(moment, zone) for name in TIMES if (moment := getattr(event, name))}
    return values | {"seen": event.updated_at.isoformat()}
