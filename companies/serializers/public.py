"""What everybody may read: the answers of the directory."""

from collections.abc import Sequence
from typing import Protocol

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from companies.models import Company, Project
from companies.serializers.examples import COMPANY, FACETS, LABELS, PROJECT
from companies.serializers.texts import CooperationSerializer
from companies.serializers.translated import (
    Texts,
    TranslatedCompanySerializer,
    TranslatedProjectSerializer,
    translate,
)
from rest.serializers import ApiSerializer, PageSerializer
from taxonomy.vocabulary import Country, DigitalTechnology, GreenObjective


class WithListedProjects(Protocol):
    """A company from `public_companies`."""

    listed_projects: Sequence[Project]


class CompanyBriefSerializer(ApiSerializer):
    """A company in brief."""

    example = COMPANY
    id = serializers.CharField(source="public_id")
    name = serializers.CharField()
    name_local = serializers.CharField(allow_blank=True)
    country = serializers.ChoiceField(choices=Country.choices)
    city = serializers.CharField()
    is_name_being_checked = serializers.BooleanField(
        help_text="Whether staff have yet to check a new name or number; the verified one is shown until then."
    )


class PublicCompanySerializer(CompanyBriefSerializer):
    """A verified company; its contact details are confidential and in no response."""

    example = COMPANY | {"translation": TranslatedCompanySerializer.example}
    founded = serializers.IntegerField(allow_null=True)
    employees = serializers.IntegerField(allow_null=True)
    website = serializers.CharField(allow_blank=True)
    languages = serializers.ListField(child=serializers.CharField())
    nace = serializers.ListField(child=serializers.CharField())
    summary = serializers.CharField()
    projects = serializers.SerializerMethodField(help_text="The IDs of its public projects.")
    translation = serializers.SerializerMethodField(
        help_text="Its summary in the language of `Accept-Language`, if anybody or a machine translated it."
    )
    updated_at = serializers.DateTimeField()

    @extend_schema_field(TranslatedCompanySerializer(allow_null=True))
    def get_translation(self, company: Company) -> Texts | None:
        return translate(company, self.context["found"])

    def get_projects(self, company: WithListedProjects) -> list[str]:
        return [project.public_id for project in company.listed_projects]


class PublicProjectSerializer(ApiSerializer):
    """A published project of a verified company."""

    example = {name: PROJECT[name] for name in PROJECT if name != "company"} | {
        "language": "en",
        "translation": TranslatedProjectSerializer.example,
    }
    id = serializers.CharField(source="public_id")
    company = CompanyBriefSerializer()
    language = serializers.CharField(help_text="Language of the texts.")
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
    published_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    translation = serializers.SerializerMethodField(
        help_text="Its texts in the language of `Accept-Language`, as far as anybody or a machine translated them."
    )
    updated_at = serializers.DateTimeField()

    @extend_schema_field(TranslatedProjectSerializer(allow_null=True))
    def get_translation(self, project: Project) -> Texts | None:
        return translate(project, self.context["found"])


FACET_COUNTS = serializers.DictField(
    child=serializers.DictField(child=serializers.IntegerField()),
    help_text="Number of entries by facet and value, given the values chosen in the other facets.",
)


class CompanyPageSerializer(PageSerializer):
    example = PageSerializer.example | {"facets": FACETS}
    facets = FACET_COUNTS
    results = PublicCompanySerializer(many=True)


class ProjectPageSerializer(PageSerializer):
    example = PageSerializer.example | {"facets": FACETS}
    facets = FACET_COUNTS
    results = PublicProjectSerializer(many=True)


class ConceptSerializer(ApiSerializer):
    """A theme, with its broader themes and its names."""

    example = {"code": "solar.pv", "parents": ["solar"], "labels": LABELS}
    code = serializers.CharField()
    parents = serializers.ListField(child=serializers.CharField(), help_text="Broader concepts, the main one first.")
    labels = serializers.DictField(child=serializers.CharField(), help_text="The name in en, fr, de and ko.")


class ConceptPageSerializer(PageSerializer):
    results = ConceptSerializer(many=True)
