"""What a company's own program reads and writes: profiles in every state, with what may be set."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.models import Language
from companies.models import CompanyStatus, ProjectStatus
from companies.serializers.examples import COMPANY, PROJECT
from companies.serializers.money import MoneySerializer, take_turnover
from companies.serializers.texts import ConceptCodeField, CooperationSerializer, LanguageCodeField, NaceClassField
from rest.serializers import (
    ApiSerializer,
    CountField,
    LineField,
    PageSerializer,
    StrictSerializer,
    TextField,
    WebAddressField,
    YearField,
)
from taxonomy.vocabulary import Country, DigitalTechnology, GreenObjective
from values.errors import RegistrationNumberError, SiteInNameError
from values.money.amounts import MOST, Currency
from values.registration import normalise_registration_number
from values.sites import refuse_site, validate_no_site

NAMES = {"name", "name_local"}
DECLARATION = {"is_sme_eu", "is_sme_korea", "sme_year"}


class CompanyEditSerializer(StrictSerializer):
    """What a company says about itself. The country is set on creation and cannot be changed."""

    example = COMPANY
    name = LineField(max_length=200)
    name_local = LineField(max_length=200, required=False, allow_blank=True)
    city = LineField(max_length=100)
    registration_number = LineField(max_length=40, required=False, allow_blank=True)
    founded = YearField()
    employees = CountField(min_value=0, max_value=1_000_000, required=False, allow_null=True)
    turnover = MoneySerializer(source="stated_turnover", required=False, allow_null=True)
    turnover_eur = serializers.IntegerField(
        min_value=0,
        max_value=MOST[Currency.EURO],
        required=False,
        allow_null=True,
        help_text=(
            "The turnover, if it is stated in euros; null if it is stated in won. We recommend that you use "
            "`turnover` instead."
        ),
    )
    website = WebAddressField(max_length=300, required=False, allow_blank=True)
    languages = serializers.ListField(child=LanguageCodeField(), allow_empty=False, min_length=1, max_length=20)
    nace = serializers.ListField(child=NaceClassField(), required=False, max_length=10)
    summary = TextField(max_length=1000, required=False, allow_blank=True)
    is_sme_eu = serializers.BooleanField(required=False, allow_null=True)
    is_sme_korea = serializers.BooleanField(required=False, allow_null=True)
    sme_year = YearField()

    def validate_founded(self, year: int | None) -> int | None:
        return _not_to_come(year)

    def validate_sme_year(self, year: int | None) -> int | None:
        return _not_to_come(year)

    def validate_languages(self, codes: list[str]) -> list[str]:
        return list(dict.fromkeys(codes))

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Normalises the registration number; a declaration needs its year, also one that is there already."""
        if number := attrs.get("registration_number"):
            attrs["registration_number"] = self._normalise(number, attrs)
        if DECLARATION & set(attrs):
            self._require_year(attrs)
        self._refuse_sites(attrs)
        take_turnover(attrs, stored=self._stored("stated_turnover"))
        return attrs

    def _refuse_sites(self, attrs: dict[str, Any]) -> None:
        """In names that are set, and in those that are there when the website changes."""
        website = attrs.get("website", self._stored("website")) or ""
        for name in sorted(NAMES if "website" in attrs else NAMES & set(attrs)):
            try:
                refuse_site(attrs.get(name, self._stored(name)) or "", website=website)
            except SiteInNameError as error:
                raise serializers.ValidationError({name: str(error)}) from error

    def _require_year(self, attrs: dict[str, Any]) -> None:
        said = {name: attrs.get(name, self._stored(name)) for name in DECLARATION}
        if said.pop("sme_year") is None and set(said.values()) != {None}:
            text = _("A declaration needs a year. Add the year its figures refer to.")
            raise serializers.ValidationError({"sme_year": text})

    def _normalise(self, number: str, attrs: dict[str, Any]) -> str:
        try:
            return normalise_registration_number(attrs.get("country") or self._stored("country"), number)
        except RegistrationNumberError as error:
            raise serializers.ValidationError({"registration_number": str(error)}) from error

    def _stored(self, name: str) -> Any:
        return getattr(self.instance, name, None)


class CompanyCreateSerializer(CompanyEditSerializer):
    country = serializers.ChoiceField(choices=Country.choices)


class OwnCompanySerializer(CompanyCreateSerializer):
    """Your own company, whatever its status."""

    id = serializers.CharField(source="public_id")
    status = serializers.ChoiceField(choices=CompanyStatus.choices)
    return_reason = serializers.CharField(allow_blank=True, help_text="What needs improving, as stated by staff.")
    claimed = serializers.DictField(
        child=serializers.CharField(), help_text="New name or number that staff have not checked yet."
    )
    updated_at = serializers.DateTimeField()


class ProjectEditSerializer(StrictSerializer):
    """The texts of a project. The limits are those of Enterprise Europe Network profiles, cut to one page."""

    example = PROJECT
    language = serializers.ChoiceField(choices=Language.choices)
    title = LineField(max_length=100, validators=[validate_no_site])
    summary = TextField(max_length=500)
    offer = TextField(max_length=700)
    seek = TextField(max_length=700)
    green_objectives = serializers.ListField(
        child=serializers.ChoiceField(choices=GreenObjective.choices), allow_empty=False, min_length=1, max_length=6
    )
    digital = serializers.ListField(
        child=serializers.ChoiceField(choices=DigitalTechnology.choices), required=False, max_length=12
    )
    concepts = serializers.ListField(child=ConceptCodeField(), required=False, max_length=24)
    trl = serializers.IntegerField(min_value=1, max_value=9)
    partner_trl_min = serializers.IntegerField(min_value=1, max_value=9, required=False, allow_null=True)
    partner_trl_max = serializers.IntegerField(min_value=1, max_value=9, required=False, allow_null=True)
    cooperations = serializers.ListField(child=CooperationSerializer(), min_length=1, max_length=3)

    def validate_green_objectives(self, codes: list[str]) -> list[str]:
        return list(dict.fromkeys(codes))

    def validate_digital(self, codes: list[str]) -> list[str]:
        return list(dict.fromkeys(codes))

    def validate_concepts(self, codes: list[str]) -> list[str]:
        return list(dict.fromkeys(codes))

    def validate_cooperations(self, entries: list[dict[str, str]]) -> list[tuple[str, str]]:
        return list(dict.fromkeys((entry["type"], entry["role"]) for entry in entries))

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A range that is open at one end runs to the end of the scale."""
        lowest, highest = (
            attrs.get(name, getattr(self.instance, name, None)) for name in ("partner_trl_min", "partner_trl_max")
        )
        if lowest and highest and lowest > highest:
            text = _("The highest level cannot be below the lowest. Swap the two values.")
            raise serializers.ValidationError({"partner_trl_max": text})
        if lowest or highest:
            attrs["partner_trl_min"], attrs["partner_trl_max"] = lowest or 1, highest or 9
        return attrs


class OwnProjectSerializer(ApiSerializer):
    """Your own project, whatever its status."""

    example = PROJECT
    id = serializers.CharField(source="public_id")
    company = serializers.CharField(source="company.public_id", help_text="The ID of the company.")
    status = serializers.ChoiceField(choices=ProjectStatus.choices)
    return_reason = serializers.CharField(allow_blank=True, help_text="What needs improving, as stated by staff.")
    language = serializers.ChoiceField(choices=Language.choices)
    title = serializers.CharField()
    summary = serializers.CharField()
    offer = serializers.CharField()
    seek = serializers.CharField()
    green_objectives = serializers.ListField(child=serializers.ChoiceField(choices=GreenObjective.choices))
    digital = serializers.ListField(child=serializers.ChoiceField(choices=DigitalTechnology.choices))
    concepts = serializers.ListField(child=serializers.CharField())
    trl = serializers.IntegerField()
    partner_trl_min = serializers.IntegerField(allow_null=True)
    partner_trl_max = serializers.IntegerField(allow_null=True)
    cooperations = CooperationSerializer(many=True)
    published_at = serializers.DateTimeField(allow_null=True)
    expires_at = serializers.DateTimeField(allow_null=True)
    updated_at = serializers.DateTimeField()


class OwnCompanyPageSerializer(PageSerializer):
    results = OwnCompanySerializer(many=True)


class OwnProjectPageSerializer(PageSerializer):
    results = OwnProjectSerializer(many=True)


def _not_to_come(year: int | None) -> int | None:
    if year is not None and year > timezone.localdate().year:
        raise serializers.ValidationError(_("This year is in the future. Correct it."))
    return year
