"""What an integrator's copy is kept by."""

from typing import Any

from rest_framework import serializers

from companies.serializers.own import OwnCompanySerializer, OwnProjectSerializer


class ChangeSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    modified_at = serializers.DateTimeField()
    is_public = serializers.BooleanField(help_text="Whether everybody may see it now; drop it from a copy when not.")
    is_deleted = serializers.BooleanField()


class ChangePageSerializer(serializers.Serializer[Any]):
    cursor = serializers.CharField(help_text="Ask with it next time to hear what came after.")
    next = serializers.URLField(allow_null=True, help_text="None when this was all so far.")


class CompanyChangeSerializer(ChangeSerializer):
    company = OwnCompanySerializer(allow_null=True)


class ProjectChangeSerializer(ChangeSerializer):
    project = OwnProjectSerializer(allow_null=True)


class CompanyChangePageSerializer(ChangePageSerializer):
    results = CompanyChangeSerializer(many=True)


class ProjectChangePageSerializer(ChangePageSerializer):
    results = ProjectChangeSerializer(many=True)
