"""What an integrator's copy is kept by."""

from companies.serializers.own import OwnCompanySerializer, OwnProjectSerializer
from rest.serializers import ChangePageSerializer, ChangeSerializer


class CompanyChangeSerializer(ChangeSerializer):
    company = OwnCompanySerializer(allow_null=True)


class ProjectChangeSerializer(ChangeSerializer):
    project = OwnProjectSerializer(allow_null=True)


class CompanyChangePageSerializer(ChangePageSerializer):
    results = CompanyChangeSerializer(many=True)


class ProjectChangePageSerializer(ChangePageSerializer):
    results = ProjectChangeSerializer(many=True)
