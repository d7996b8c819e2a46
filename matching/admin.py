from django.contrib import admin

from matching.models import CompanyBlock


@admin.register(CompanyBlock)
class CompanyBlockAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # only generic in the stubs
    """Blocks are made where the match is seen; administrators look through them and lift those of staff."""

    list_display = ("korean_company", "luxembourg_company", "company", "user", "created_at")
    search_fields = ("korean_company__name", "luxembourg_company__name")
    autocomplete_fields = ("korean_company", "luxembourg_company", "company")
    readonly_fields = ("user",)
