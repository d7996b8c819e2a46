"""What an integrator's copy is kept by."""

from accounts.rest.serializers import ChangePageSerializer, ChangeSerializer
from companies.serializers.own import OwnCompanySerializer, OwnProjectSerializer


class CompanyChangeSerializer(ChangeSerializer):
    company = OwnCompanySerializer(allow_null=True)


class ProjectChangeSerializer(ChangeSerializer):
    project = OwnProjectSerializer(allow_null=True)


class CompanyChangePageSerializer(ChangePageSerializer):
    results = CompanyChangeSerializer(many=True)


class ProjectChangePageSerializer(ChangePageSerializer):
    results = ProjectChangeSerializer(many=True)
