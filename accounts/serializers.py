"""What the API tells about a token to its holder."""

from rest_framework import serializers

from accounts.models import Language, StaffRole, TokenScope
from rest.serializers import ApiSerializer


class MeSerializer(ApiSerializer):
    """Whose token this is and what it may do."""

    example = {"full_name": "Kim Seoyeon", "email": "seoyeon.kim@company.example", "token": "Nightly sync"}
    full_name = serializers.CharField(source="user.full_name")
    email = serializers.EmailField(source="user.email")
    language = serializers.ChoiceField(choices=Language.choices, source="user.language")
    staff_role = serializers.ChoiceField(choices=StaffRole.choices, source="user.staff_role", allow_blank=True)
    token = serializers.CharField(source="name", help_text="The name of the token.")
    scope = serializers.ChoiceField(choices=TokenScope.choices)
    expires_at = serializers.DateTimeField(source="expiry")
