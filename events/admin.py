"""What administrators may look up of events. Everything is written on the pages of the organisers, through services."""

from django.contrib import admin
from django.http import HttpRequest

from companies.admin import SeenOnly
from events.models import Attendee, Event, EventText, Registration, ScheduleRun


class _SeenInline(SeenOnly, admin.TabularInline):  # type: ignore[type-arg]  # only generic in the stubs
    extra = 0
    can_delete = False


class EventTextInline(_SeenInline):
    model = EventText
    fields = ("language", "title", "summary")


class AttendeeInline(_SeenInline):
    """Without the key on the badge: whoever has it is let in."""

    model = Attendee
    fields = ("name", "role", "checked_in_at")


@admin.register(Event)
class EventAdmin(SeenOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    inlines = (EventTextInline,)
    list_display = ("public_id", "format", "status", "attendance", "country", "starts_at", "capacity", "organiser")
    list_filter = ("status", "format", "country")
    search_fields = ("public_id", "texts__title", "organiser", "venue")

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


@admin.register(ScheduleRun)
class ScheduleRunAdmin(SeenOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """How the computations went; `error` says why one failed."""

    list_display = ("event", "number", "status", "asked_at", "done_at", "attempts", "value", "bound", "error")
    list_filter = ("status",)
    list_select_related = ("event",)
    search_fields = ("event__public_id", "error")

    def has_delete_permission(self, _request: HttpRequest, _obj: ScheduleRun | None = None) -> bool:
        return False
