"""Introductions, the consents to show a contact, and the contacts once both consents are in force."""

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.models import Language
from partnerships.models import CONSENT_TEXT, ContactItem
from partnerships.queries.introductions import SEEN_LENGTH
from partnerships.serializers.parties import PartyProjectSerializer, PartySerializer
from partnerships.services.consents import WAYS_TO_REACH
from rest.serializers import ApiSerializer, LineField, PageSerializer, StrictSerializer


class ConsentSerializer(ApiSerializer):
    """A consent in force: the other company may see these contact details."""

    example = {"text_version": CONSENT_TEXT, "items": ["name", "email"]}
    given_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    text_version = serializers.CharField()
    language = serializers.ChoiceField(
        choices=Language.choices, help_text="Language of the consent text that was shown."
    )
    items = serializers.ListField(child=serializers.ChoiceField(choices=ContactItem.choices))


class IntroductionSideSerializer(ApiSerializer):
    """One of the two companies introduced, with its consent."""

    company = PartySerializer()
    project = PartyProjectSerializer(allow_null=True)
    consent = ConsentSerializer(allow_null=True, source="standing", help_text="Null if no consent is in force.")
    has_withdrawn = serializers.BooleanField(help_text="Whether a consent was given and is no longer in force.")


class IntroductionSerializer(ApiSerializer):
    """Two companies that want to meet. Their contact details are under `contacts/` while both consents are in
    force and neither company is suspended."""

    id = serializers.CharField()
    created_at = serializers.DateTimeField()
    korean = IntroductionSideSerializer()
    luxembourg = IntroductionSideSerializer()
    is_open = serializers.BooleanField(help_text="Whether both consents are in force and both companies are verified.")


class IntroductionPageSerializer(PageSerializer):
    results = IntroductionSerializer(many=True)


class ContactSerializer(ApiSerializer):
    """What the company has agreed to share; everything else is empty."""

    example = {
        "company": "k3v9x2m4qa",
        "name": "Kim Seoyeon",
        "email": "seoyeon.kim@company.example",
    }
    company = serializers.CharField(help_text="The ID of the company.")
    name = serializers.CharField(allow_blank=True)
    email = serializers.CharField(allow_blank=True)
    phone = serializers.CharField(allow_blank=True)


class ContactsSerializer(ApiSerializer):
    """The contact details of both companies, and the meeting times suggested when both had consented."""

    contacts = ContactSerializer(many=True)
    meeting_times = serializers.ListField(child=serializers.DateTimeField())


class ConsentTextSerializer(ApiSerializer):
    """What the contact person reads before giving consent, in the language of Accept-Language."""

    example = {
        "text_version": CONSENT_TEXT,
        "text": "<dl><dt>Who receives it</dt><dd>…</dd></dl>",
        "items": ["name", "email"],
        "seen": "5f2c61d0a9b74e83",
    }
    text_version = serializers.CharField()
    language = serializers.ChoiceField(choices=Language.choices)
    text = serializers.CharField(help_text="HTML without scripts or styles.")
    items = serializers.ListField(
        child=serializers.ChoiceField(choices=ContactItem.choices),
        help_text="The contact details your company has entered; a consent may name these.",
    )
    seen = serializers.CharField(
        help_text=("Identifies your contact details and the company that would see them: send it with the consent.")
    )


class ConsentGiveSerializer(StrictSerializer):
    """Which version of the text was read, in which language, and what the other company may see."""

    example = {"text_version": CONSENT_TEXT, "items": ["name", "email"], "seen": "5f2c61d0a9b74e83"}
    text_version = LineField(max_length=20, help_text="As returned by /consent/.")
    language = serializers.ChoiceField(choices=Language.choices, help_text="As returned by /consent/.")
    items = serializers.ListField(
        child=serializers.ChoiceField(choices=ContactItem.choices), allow_empty=False, min_length=1, max_length=3
    )

    seen = LineField(
        max_length=SEEN_LENGTH,
        required=False,
        allow_blank=True,
        help_text="As returned by /consent/: the response is 409 if the contact or the other company has changed.",
    )

    def validate_items(self, items: list[str]) -> list[str]:
        if not WAYS_TO_REACH & set(items):
            raise serializers.ValidationError(
                _("Select the e-mail address or the telephone number: otherwise nobody can contact you.")
            )
        return items
