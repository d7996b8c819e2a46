"""The guided profile of a company: one form for each step."""

from collections.abc import Sequence
from typing import Any, ClassVar, Unpack

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from companies.forms.languages import LanguagesForm
from companies.forms.texts import Draftable, LimitedTextarea, NamedForm, OneLine, StepForm
from companies.models import Company, Contact
from companies.services.claims import number_taken
from taxonomy.vocabulary import Country
from values.errors import RegistrationNumberError
from values.forms import (
    CountField,
    FormOptions,
    LineField,
    LongTextField,
    MailAddressField,
    PhoneField,
    Typed,
    WebAddressField,
    YearField,
)
from values.money.amounts import currency_of
from values.money.forms import AMOUNT_HELP, AmountField, CurrencyField, clean_money
from values.registration import normalise_registration_number

__all__ = ["STEP_FORMS", "STEP_TITLES", "BasicsForm", "ContactForm", "StepForm"]

MOST_EMPLOYEES = 1_000_000


class BasicsForm(NamedForm, StepForm):
    named = ("name", "name_local")
    founded = YearField(label=gettext_lazy("Founded in"), help_text=gettext_lazy("The year, for example 2015."))
    website = WebAddressField(
        label=gettext_lazy("Website"),
        max_length=300,
        required=False,
        widget=forms.URLInput(attrs={"autocomplete": "url", "placeholder": "https://"}),
    )

    class Meta:
        model = Company
        fields: ClassVar[list[str]] = [
            *("name", "name_local", "country", "city", "registration_number", "founded", "website")
        ]
        field_classes: ClassVar[dict[str, type[forms.Field]]] = dict.fromkeys(
            ("name", "name_local", "city", "registration_number"), LineField
        )
        widgets: ClassVar[dict[str, object]] = {
            "name": OneLine(attrs={"autocomplete": "organization"}),
            "name_local": OneLine(),
            "city": OneLine(attrs={"autocomplete": "address-level2"}),
        }
        labels: ClassVar[dict[str, Promise]] = {
            "name": gettext_lazy("Company name in Latin script"),
            "name_local": gettext_lazy("Company name in its own script"),
            "country": gettext_lazy("Country"),
            "city": gettext_lazy("City"),
            "registration_number": gettext_lazy("Registration number"),
            "website": gettext_lazy("Website"),
        }
        help_texts: ClassVar[dict[str, Promise]] = {
            "name": gettext_lazy(
                "As on your English letterhead, with the legal form, for example Hanbit Cycle Co., Ltd."
            ),
            "name_local": gettext_lazy(
                "For example 한빛사이클(주). Leave this empty if it is the same as the name in Latin script."
            ),
            "country": gettext_lazy("Where the company is registered. The country cannot be changed later."),
            "registration_number": gettext_lazy(
                "Korea: the ten-digit business registration number. Luxembourg: the VAT number (LU…) or "
                "the trade register number (B…). Our staff use it to verify your company; visitors cannot "
                "see it."
            ),
        }

    def __init__(
        self, data: Typed | None = None, *, instance: Company | None = None, **options: Unpack[FormOptions]
    ) -> None:
        super().__init__(data, instance=instance, **options)
        self.fields["country"].choices = [("", _("Choose…")), *Country.choices]  # type: ignore[attr-defined]
        if self.instance.pk:  # its matches are made of one project of each country
            self.fields["country"].disabled = True

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("registration_number") and cleaned.get("country"):
            self._normalise_number(cleaned)
        return cleaned

    def _normalise_number(self, cleaned: dict[str, Any]) -> None:
        try:
            number = normalise_registration_number(cleaned["country"], cleaned["registration_number"])
        except RegistrationNumberError as error:
            self.add_error("registration_number", str(error))
        else:
            cleaned["registration_number"] = number
            self._refuse_taken(cleaned["country"], number)

    def _refuse_taken(self, country: str, number: str) -> None:
        others = Company.objects.filter(country=country, registration_number=number).exclude(pk=self.instance.pk)
        if self.instance.pk and others.exists():
            self.add_error("registration_number", str(number_taken()))

    def _get_validation_exclusions(self) -> set[str]:
        """That a number is taken is said elsewhere, with what to do about it rather than the constraint's name."""
        return {*super()._get_validation_exclusions(), "registration_number"}  # type: ignore[misc]  # not in the stubs


class BusinessForm(StepForm):
    class Meta:
        model = Company
        fields: ClassVar[list[str]] = ["summary"]
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {"summary": LongTextField}
        widgets: ClassVar[dict[str, object]] = {"summary": LimitedTextarea(limit=1000, attrs={"rows": 8})}
        labels: ClassVar[dict[str, Promise]] = {"summary": gettext_lazy("Your company’s activities")}
        help_texts: ClassVar[dict[str, Promise]] = {
            "summary": gettext_lazy(
                "Two to five sentences for someone from the other country: what you make or do, for whom, "
                "and what is green or digital about it. Write in English, French, German or Korean, in the "
                "third person."
            )
        }


class NumbersForm(StepForm):
    employees = CountField(
        label=gettext_lazy("Employees"),
        highest=MOST_EMPLOYEES,
        help_text=gettext_lazy("Number of employees in full-time equivalents."),
    )
    turnover = AmountField(label=gettext_lazy("Turnover last year"), help_text=AMOUNT_HELP)
    turnover_currency = CurrencyField(label=gettext_lazy("Currency of the turnover"))
    is_sme_eu = forms.TypedChoiceField(
        label=gettext_lazy("SME under the EU definition"),
        required=False,
        choices=[
            ("", pgettext_lazy("SME declaration", "not stated")),
            ("yes", gettext_lazy("yes")),
            ("no", gettext_lazy("no")),
        ],
        coerce=lambda text: text == "yes",
        empty_value=None,
        help_text=gettext_lazy(
            "Fewer than 250 employees, and a turnover of up to 50 million euros or a balance sheet "
            "total of up to 43 million euros."
        ),
    )
    is_sme_korea = forms.TypedChoiceField(
        label=gettext_lazy("SME under the Korean definition"),
        required=False,
        choices=[
            ("", pgettext_lazy("SME declaration", "not stated")),
            ("yes", gettext_lazy("yes")),
            ("no", gettext_lazy("no")),
        ],
        coerce=lambda text: text == "yes",
        empty_value=None,
        help_text=gettext_lazy(
            "Average sales over three years below the ceiling for your industry, and independence from any large group."
        ),
    )
    sme_year = YearField(
        label=gettext_lazy("Year of the SME declaration"),
        help_text=gettext_lazy("The year the two answers above refer to, for example 2025."),
    )

    class Meta:
        model = Company
        fields: ClassVar[list[str]] = [
            *("employees", "turnover", "turnover_currency", "is_sme_eu", "is_sme_korea", "sme_year")
        ]

    def __init__(
        self, data: Typed | None = None, *, instance: Company | None = None, **options: Unpack[FormOptions]
    ) -> None:
        super().__init__(data, instance=instance, **options)
        for name in ("is_sme_eu", "is_sme_korea"):
            self.initial[name] = {True: "yes", False: "no", None: ""}[getattr(self.instance, name)]
        self.initial["turnover_currency"] = self.instance.turnover_currency or currency_of(self.instance.country)

    def clean_sme_year(self) -> int | None:
        year: int | None = self.cleaned_data["sme_year"]
        answers = (self.cleaned_data.get("is_sme_eu"), self.cleaned_data.get("is_sme_korea"))
        if year is None and answers != (None, None):
            raise ValidationError(_("A declaration needs a year. Add the year its figures refer to."))
        return year

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        clean_money(self, "turnover", "turnover_currency")
        if cleaned.get("turnover_currency") == "":  # else a currency that was not sent stays, without its amount
            self.instance.turnover_currency = ""
        return cleaned


class ContactForm(Draftable, NamedForm):
    named = ("name",)
    email = MailAddressField(label=gettext_lazy("E-mail address"))
    phone = PhoneField(
        label=gettext_lazy("Telephone"),
        help_text=gettext_lazy("With the country code, for example +82 42 123 4567 or +352 26 12 34 56."),
    )

    class Meta:
        model = Contact
        fields: ClassVar[list[str]] = ["name", "email", "phone"]
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {"name": LineField}
        widgets: ClassVar[dict[str, object]] = {
            "name": OneLine(attrs={"autocomplete": "name"}),
        }
        labels: ClassVar[dict[str, Promise]] = {
            "name": gettext_lazy("Contact person"),
        }

    def __init__(
        self, data: Typed | None = None, *, instance: Contact | None = None, **options: Unpack[FormOptions]
    ) -> None:
        super().__init__(data, instance=instance, **options)
        if self.instance.company_id:
            self.fields["phone"].country = self.instance.company.country  # type: ignore[attr-defined]

    @classmethod
    def names(cls) -> Sequence[str]:
        return ("name", "email", "phone")

    def fields_to_save(self) -> dict[str, object]:
        cleaned = self.cleaned_data
        return {name: str(cleaned[name] or "") for name in self.names() if name in cleaned}


STEP_FORMS: dict[str, type[StepForm | ContactForm]] = {
    "basics": BasicsForm,
    "business": BusinessForm,
    "numbers": NumbersForm,
    "languages": LanguagesForm,
    "contact": ContactForm,
}
STEP_TITLES: dict[str, Promise] = {
    "basics": gettext_lazy("Name and location"),
    "business": gettext_lazy("Activities"),
    "numbers": gettext_lazy("Key figures"),
    "languages": gettext_lazy("Languages and sectors"),
    "contact": gettext_lazy("Contact person"),
    "review": gettext_lazy("Check and submit"),
}
