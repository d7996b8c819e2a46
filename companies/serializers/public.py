"""What everybody may read: the answers of the directory."""

from collections.abc import Sequence
from typing import Protocol

from rest_framework import serializers

from companies.models import Project
from companies.serializers.examples import COMPANY, FACETS, LABELS, PROJECT
from companies.serializers.texts import CooperationSerializer
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

    founded = serializers.IntegerField(allow_null=True)
    employees = serializers.IntegerField(allow_null=True)
    website = serializers.CharField(allow_blank=True)
    languages = serializers.ListField(child=serializers.CharField())
    nace = serializers.ListField(child=serializers.CharField())
    summary = serializers.CharField()
    projects = serializers.SerializerMethodField(help_text="The IDs of its public projects.")
    updated_at = serializers.DateTimeField()

    def get_projects(self, company: WithListedProjects) -> list[str]:
        return [project.public_id for project in company.listed_projects]


class PublicProjectSerializer(ApiSerializer):
    """A published project of a verified company."""

    example = {name: PROJECT[name] for name in PROJECT if name != "company"} | {"language": "en"}
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
    updated_at = serializers.DateTimeField()


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
