"""What an integrator's copy of requests, introductions and collaborations is kept by."""

from partnerships.serializers.collaborations import CollaborationSerializer
from partnerships.serializers.introductions import IntroductionSerializer
from partnerships.serializers.requests import RequestSerializer
from rest.serializers import ChangePageSerializer, PrivateChangeSerializer


class RequestChangeSerializer(PrivateChangeSerializer):
    request = RequestSerializer(allow_null=True)


class IntroductionChangeSerializer(PrivateChangeSerializer):
    introduction = IntroductionSerializer(allow_null=True)


class CollaborationChangeSerializer(PrivateChangeSerializer):
    collaboration = CollaborationSerializer(allow_null=True)


class RequestChangePageSerializer(ChangePageSerializer):
    results = RequestChangeSerializer(many=True)


class IntroductionChangePageSerializer(ChangePageSerializer):
    results = IntroductionChangeSerializer(many=True)


class CollaborationChangePageSerializer(ChangePageSerializer):
    results = CollaborationChangeSerializer(many=True)
