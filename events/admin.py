"""What administrators may look up of events. Everything is written on the pages of the organisers, through services."""

from django.contrib import admin
from django.http import HttpRequest

from events.models import Attendee, Event, EventText, Registration, ScheduleRun
from events.services.events import DETAILS


class SeenOnly:
    """Nobody writes or changes these here, administrators neither."""

    def has_add_permission(self, *_args: object) -> bool:
        return False

    def has_change_permission(self, *_args: object) -> bool:
        return False


class _SeenInline(SeenOnly, admin.TabularInline):  # type: ignore[type-arg]  # only generic in the stubs
    extra = 0
    can_delete = False


class EventTextInline(_SeenInline):
    model = EventText
    readonly_fields = fields = ("language", "title", "summary")


class AttendeeInline(_SeenInline):
    """Without the key on the badge: whoever has it is let in."""

    model = Attendee
    readonly_fields = fields = ("name", "role", "checked_in_at")


@admin.register(Event)
class EventAdmin(SeenOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    inlines = (EventTextInline,)
    list_display = ("public_id", "format", "status", "attendance", "country", "starts_at", "capacity", "organiser")
    list_filter = ("status", "format", "country")
    search_fields = ("public_id", "texts__title", "organiser", "venue")
    readonly_fields = fields = (
        "public_id",
        "status",
        *DETAILS,
        "created_by",
        "created_at",
        "published_at",
        "updated_at",
    )

    def has_delete_permission(self, _request: HttpRequest, _obj: Event | None = None) -> bool:
        return False


@admin.register(Registration)
class RegistrationAdmin(SeenOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """To be looked up, and deleted with a company."""

    inlines = (AttendeeInline,)
    list_display = ("public_id", "event", "company", "status", "attendance", "is_listed", "registered_at")
    list_filter = ("status", "attendance", "company__country")
    list_select_related = ("event", "company")
    search_fields = ("public_id", "event__public_id", "company__name", "company__name_local")
    readonly_fields = fields = (
        *("public_id", "event", "company", "status", "attendance", "languages", "wish", "language", "wants_meetings"),
        *("is_listed", "list_text", "registered_by", "registered_at", "confirmed_at", "waiting_since", "offer_due_at"),
        *("ended_at", "end_reason", "is_walk_in"),
    )


@admin.register(ScheduleRun)
class ScheduleRunAdmin(SeenOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """How the computations went; `error` says why one failed."""

    list_display = ("event", "number", "status", "asked_at", "done_at", "attempts", "value", "bound", "error")
    readonly_fields = fields = (*list_display, "asked_by", "left_out")
    list_filter = ("status",)
    list_select_related = ("event",)
    search_fields = ("event__public_id", "error")

    def has_delete_permission(self, _request: HttpRequest, _obj: ScheduleRun | None = None) -> bool:
        return False
