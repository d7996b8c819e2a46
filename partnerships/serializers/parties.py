"""The companies and projects that stand on the two sides."""

from typing import Any, ClassVar

from rest_framework import serializers

from taxonomy.vocabulary import Country


class PartySerializer(serializers.Serializer[Any]):
    """A company on one side; how to reach a person of it is told under `contacts` of an introduction alone."""

    example: ClassVar[dict[str, Any]] = {"name": "Hanbit Cycle Co., Ltd."}
    id = serializers.CharField(source="public_id")
    name = serializers.CharField()
    country = serializers.ChoiceField(choices=Country.choices)


class PartyProjectSerializer(serializers.Serializer[Any]):
    example: ClassVar[dict[str, Any]] = {"title": "Recycling line for photovoltaic glass"}
    id = serializers.CharField(source="public_id")
    title = serializers.CharField()
