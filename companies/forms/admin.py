from typing import ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from companies.forms.texts import NamedForm
from companies.models import Company
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
