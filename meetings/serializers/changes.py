"""What an integrator's copy of meetings is kept by."""

from meetings.serializers.schedule import MeetingSerializer
from rest.serializers import ChangePageSerializer, PrivateChangeSerializer


class MeetingChangeSerializer(PrivateChangeSerializer):
    meeting = MeetingSerializer(allow_null=True)


class MeetingChangePageSerializer(ChangePageSerializer):
    results = MeetingChangeSerializer(many=True)
