from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from companies.errors import MembershipRefusedError
from companies.forms.texts import NamedForm
from companies.models import Company, Membership
from companies.services.members import require_not_staff
from values.errors import RegistrationNumberError
from values.forms import WebAddressField
from values.registration import normalise_registration_number


class CompanyAdminForm(NamedForm):
    named = ("name", "name_local")
    website = WebAddressField(label=_("website"), max_length=300, required=False)

    class Meta:
        model = Company
        exclude: ClassVar[list[str]] = []

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        number, country = cleaned.get("registration_number"), cleaned.get("country", self.instance.country)
        if number and country:
            cleaned["registration_number"] = self._normalise(country, number)
        return cleaned

    def _normalise(self, country: str, number: str) -> str:
        try:
            return normalise_registration_number(country, number)
        except RegistrationNumberError as error:
            raise ValidationError({"registration_number": str(error)}) from error


class MembershipAdminForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    class Meta:
        model = Membership
        fields: ClassVar[list[str]] = ["user", "company", "role"]

    def clean_user(self) -> User:
        user: User = self.cleaned_data["user"]
        try:
            require_not_staff(user, words=gettext("Staff cannot act for a company. Choose someone else."))
        except MembershipRefusedError as error:
            raise ValidationError(str(error)) from error
        return user
