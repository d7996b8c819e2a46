from django.contrib import admin
from django.http import HttpRequest

from translation.models import ServiceState, Translation


@admin.register(Translation)
class TranslationAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # generic in the stubs only
    """What was translated, by whom, and why a translation was refused. Read only, and without the texts in the list."""

    list_display = ["source", "target", "origin", "status", "engine", "version", "remark", "made_at"]
    list_filter = ["status", "origin", "source", "target"]

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def has_change_permission(self, request: HttpRequest, obj: Translation | None = None) -> bool:  # noqa: ARG002
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Translation | None = None) -> list[str]:  # noqa: ARG002
        return [field.name for field in Translation._meta.fields]


@admin.register(ServiceState)
class ServiceStateAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # generic in the stubs only
    """How the service answers, until when it rests, and what was sent today."""

    list_display = ["engine", "failures", "answer", "resting_until", "day", "characters"]

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def has_change_permission(self, request: HttpRequest, obj: ServiceState | None = None) -> bool:  # noqa: ARG002
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: ServiceState | None = None) -> list[str]:  # noqa: ARG002
        return [field.name for field in ServiceState._meta.fields]
