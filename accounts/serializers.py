"""What the API tells about a token to its holder."""

from typing import Any, ClassVar

from rest_framework import serializers

from accounts.models import Language, StaffRole, TokenScope


class MeSerializer(serializers.Serializer[Any]):
    """Whose token this is and what it may do."""

    example: ClassVar[dict[str, Any]] = {"full_name": "Kim Seoyeon", "email": "seoyeon.kim@company.example"} | {
        "token": "Nightly sync"
    }
    full_name = serializers.CharField(source="user.full_name")
    email = serializers.EmailField(source="user.email")
    language = serializers.ChoiceField(choices=Language.choices, source="user.language")
    staff_role = serializers.ChoiceField(choices=StaffRole.choices, source="user.staff_role", allow_blank=True)
    token = serializers.CharField(source="name", help_text="The token's name.")
    scope = serializers.ChoiceField(choices=TokenScope.choices)
    expires_at = serializers.DateTimeField(source="expiry")
