"""What administrators may look up and correct. States are read-only here: they change through services alone."""

from collections.abc import Sequence

from django.contrib import admin
from django.db.models import Model
from django.forms import BaseForm, BaseFormSet, ModelForm
from django.http import HttpRequest

from companies.forms.admin import CompanyAdminForm
from companies.models import Company, ContactLook, Cooperation, Membership, Project
from companies.services.announcements import announce_changed, announce_entered, published_project_ids
from companies.services.companies import MATCHING_FIELDS, keys_to_write
from values.forms import TEXT_FORM_FIELDS

COMPANY_STATE = (
    "public_id",
    "source",
    "source_id",
    "status",
    "return_reason",
    "created_at",
    "updated_at",
    "verified_at",
)
PROJECT_STATE = (
    *("public_id", "source_id", "status", "return_reason"),
    *("created_at", "updated_at", "published_at", "expires_at"),
)


def save_changed(row: Model, form: BaseForm, *, is_new: bool) -> None:
    """Write only the fields changed in the form, so that a state set meanwhile by somebody else is not undone."""
    if is_new:
        row.save()
    else:
        row.save(update_fields=[*form.changed_data, *keys_to_write(form.changed_data), "updated_at"])


class SeenOnly:
    """Nobody writes or changes these here, administrators neither."""

    def has_add_permission(self, *_args: object) -> bool:
        return False

    def has_change_permission(self, *_args: object) -> bool:
        return False


class MembershipInline(SeenOnly, admin.TabularInline):  # type: ignore[type-arg]
    """Nobody makes members alone: owners do, or two members of staff where there is none."""

    model = Membership
    extra = 0

    def has_delete_permission(self, *_args: object) -> bool:
        return False


class CooperationInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Cooperation
    extra = 0


@admin.register(Company)
class CompanyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    formfield_overrides = TEXT_FORM_FIELDS
    form = CompanyAdminForm
    inlines = (MembershipInline,)
    list_display = ("name", "country", "city", "status", "source", "updated_at")
    list_filter = ("status", "country", "source")
    search_fields = ("name", "name_local", "registration_number", "public_id")
    readonly_fields = COMPANY_STATE

    def get_readonly_fields(self, _request: HttpRequest, obj: Company | None = None) -> tuple[str, ...]:
        """A company keeps its country: its matches are made of one project of each."""
        return COMPANY_STATE if obj is None else (*COMPANY_STATE, "country")

    def save_model(self, _request: HttpRequest, obj: Company, form: "ModelForm[Company]", change: bool) -> None:  # noqa: FBT001
        save_changed(obj, form, is_new=not change)
        announce_changed([obj.pk])
        if change and MATCHING_FIELDS & set(form.changed_data):
            announce_entered(published_project_ids([obj]))


@admin.register(Project)
class ProjectAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    formfield_overrides = TEXT_FORM_FIELDS
    inlines = (CooperationInline,)
    list_display = ("title", "company", "language", "status", "published_at", "expires_at")
    list_filter = ("status", "language", "company__country")
    list_select_related = ("company",)
    search_fields = ("title", "company__name", "public_id")
    raw_id_fields = ("company",)
    readonly_fields = PROJECT_STATE

    def save_model(self, _request: HttpRequest, obj: Project, form: "ModelForm[Project]", change: bool) -> None:  # noqa: FBT001
        save_changed(obj, form, is_new=not change)

    def save_related(
        self,
        request: HttpRequest,
        form: "ModelForm[Project]",
        formsets: "Sequence[BaseFormSet[BaseForm]]",
        change: bool,  # noqa: FBT001
    ) -> None:
        super().save_related(request, form, formsets, change)
        if form.changed_data or any(formset.has_changed() for formset in formsets):
            announce_entered([form.instance.pk])


@admin.register(Membership)
class MembershipAdmin(SeenOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """To be looked up, and deleted with a person or company."""

    list_display = ("user", "company", "role", "created_at")
    list_filter = ("role",)
    list_select_related = ("user", "company")
    search_fields = ("user__email", "user__full_name", "company__name")


@admin.register(ContactLook)
class ContactLookAdmin(SeenOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """A record: nobody writes, changes or deletes it here."""

    list_display = ("looked_at", "user", "company", "place")
    list_filter = ("place",)
    list_select_related = ("user", "company")
    search_fields = ("user__email", "user__full_name", "company__name")
    readonly_fields = fields = ("looked_at", "user", "company", "place")

    def has_delete_permission(self, _request: HttpRequest, _obj: ContactLook | None = None) -> bool:
        return False
