from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matching.models import CompanyBlock, WeightsVersion
from matching.services.weights import adopt_weights


@admin.register(CompanyBlock)
class CompanyBlockAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # only generic in the stubs
    """Blocks are made where the match is seen; administrators look through them and lift those of staff."""

    list_display = ("korean_company", "luxembourg_company", "company", "user", "created_at")
    search_fields = ("korean_company__name", "luxembourg_company__name")
    autocomplete_fields = ("korean_company", "luxembourg_company", "company")
    readonly_fields = ("user",)


@admin.register(WeightsVersion)
class WeightsVersionAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # only generic in the stubs
    """Versions come from `manage.py propose_weights`; here they are read and adopted."""

    list_display = ("version", "created_at", "adopted_at", "adopted_by")
    readonly_fields = ("version", "weights", "figures", "created_at", "adopted_at", "adopted_by")
    actions = ("adopt",)

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: WeightsVersion | None = None) -> bool:
        return False

    @admin.action(description=_("Use this version for all future runs"))
    def adopt(self, request: HttpRequest, queryset: QuerySet[WeightsVersion]) -> None:
        if not isinstance(request.user, User) or queryset.count() != 1:
            self.message_user(request, _("Select exactly one version."), messages.ERROR)
            return
        version = adopt_weights(queryset.get(), by=request.user)
        self.message_user(request, _("Future runs will use %(version)s.") % {"version": version})
