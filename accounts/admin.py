from allauth.account.admin import EmailAddressAdmin
from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import HttpRequest

from accounts.errors import StaffRoleRefusedError
from accounts.models import User
from accounts.services.staff_roles import change_staff_role, reason_against_staff_role
from values.forms import TEXT_FORM_FIELDS
from values.sites import validate_no_site


class UserForm(forms.ModelForm):  # type: ignore[type-arg]  # only generic in the stubs
    """A person as administrators see them; the password is the person's own business."""

    class Meta:
        model = User
        fields = ("email", "full_name", "language", "time_zone", "staff_role", "is_active")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean_full_name(self) -> str:
        validate_no_site(self.cleaned_data["full_name"])
        return str(self.cleaned_data["full_name"])

    def clean_staff_role(self) -> str:
        role = str(self.cleaned_data["staff_role"])
        if reason := reason_against_staff_role(self.instance, role=role):
            raise ValidationError(reason)
        return role


@admin.register(User)
class UserAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """New people set their password through "forgot password", which proves the address as well."""

    formfield_overrides = TEXT_FORM_FIELDS
    form = UserForm
    list_display = ("email", "full_name", "staff_role", "language", "is_active", "date_joined")
    list_filter = ("staff_role", "is_active", "language")
    search_fields = ("email", "full_name")
    ordering = ("email",)

    def get_readonly_fields(self, _request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """An account keeps its address here: whoever could change it could sign in as anybody by a new password."""
        return () if obj is None else ("email",)

    def save_model(self, request: HttpRequest, obj: User, form: "ModelForm[User]", change: bool) -> None:  # noqa: FBT001
        if not change:
            obj.set_unusable_password()
        role = obj.staff_role
        if change:
            obj.staff_role = form.initial["staff_role"]  # a role is changed by the service alone
        super().save_model(request, obj, form, change)
        try:
            change_staff_role(obj, role=role)
        except StaffRoleRefusedError as error:
            messages.error(request, str(error))


admin.site.unregister(EmailAddress)  # which allauth.account.admin registers when it is imported


@admin.register(EmailAddress)
class SeenEmailAddressAdmin(EmailAddressAdmin):  # type: ignore[misc]  # the library has no types
    """To be looked up, and deleted with a person: nobody gives an account another address, or vouches for one."""

    actions = ()

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: EmailAddress | None = None) -> bool:
        return False
