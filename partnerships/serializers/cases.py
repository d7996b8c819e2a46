"""Published cases, for everybody to learn from."""

from rest_framework import serializers

from accounts.models import Language
from partnerships.serializers.parties import PartySerializer
from rest.pagination import PageQuery
from rest.serializers import ApiSerializer, PageSerializer
from taxonomy.vocabulary import GreenObjective


class CaseSerializer(ApiSerializer):
    """A case study as approved by both companies and staff, in the language of Accept-Language if available."""

    example = {
        "title": "Glass of old solar modules becomes new glass",
        "story": "A Korean separation line was put into a Luxembourg hall and its team was trained in two weeks.",
        "outcome": "1,600 tonnes of modules a year are separated; the glass goes back to a float line.",
        "green_objectives": ["circular_economy"],
    }
    id = serializers.CharField()
    language = serializers.ChoiceField(choices=Language.choices, help_text="Language of the texts below.")
    languages = serializers.ListField(
        child=serializers.ChoiceField(choices=Language.choices),
        help_text="Languages in which the case study is available.",
    )
    title = serializers.CharField()
    story = serializers.CharField()
    outcome = serializers.CharField()
    green_objectives = serializers.ListField(child=serializers.ChoiceField(choices=GreenObjective.choices))
    companies = PartySerializer(many=True)
    published_at = serializers.DateTimeField()


class CasePageSerializer(PageSerializer):
    results = CaseSerializer(many=True)


class CaseQuery(PageQuery):
    green = serializers.ChoiceField(
        choices=GreenObjective.choices, required=False, help_text="Only case studies with this environmental objective."
    )
