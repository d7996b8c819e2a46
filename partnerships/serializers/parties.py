"""The companies and projects that stand on the two sides."""

from rest_framework import serializers

from rest.serializers import ApiSerializer
from taxonomy.vocabulary import Country


class PartySerializer(ApiSerializer):
    """A company on one side; its contact details are only under `contacts` of an introduction."""

    example = {"name": "Hanbit Cycle Co., Ltd."}
    id = serializers.CharField(source="public_id")
    name = serializers.CharField()
    country = serializers.ChoiceField(choices=Country.choices)


class PartyProjectSerializer(ApiSerializer):
    """The project that one side takes part with."""

    example = {"title": "Recycling line for photovoltaic glass"}
    id = serializers.CharField(source="public_id")
    title = serializers.CharField()
