"""What administrators may look up: exports with contacts."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from exchange.models import ContactExport

MOST_NAMED = 200


@admin.register(ContactExport)
class ContactExportAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A record: nobody writes, changes or deletes it here."""

    list_display = ("exported_at", "user", "file_format", "count")
    list_select_related = ("user",)
    search_fields = ("user__email", "user__full_name")
    readonly_fields = fields = ("exported_at", "user", "file_format", "count", "companies_told")

    @admin.display(description=_("companies"))
    def count(self, export: ContactExport) -> int:
        return len(export.company_ids)

    @admin.display(description=_("companies"))
    def companies_told(self, export: ContactExport) -> str:
        """The first of them by name; the row has them all."""
        names = [str(company) for company in export.companies[:MOST_NAMED]]
        return " · ".join(names) + (" · …" if len(export.company_ids) > MOST_NAMED else "")

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: ContactExport | None = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: ContactExport | None = None) -> bool:
        return False
