"""What the API tells of matches and takes as decisions on them."""

from django.utils.translation import gettext as _
from rest_framework import serializers

from matching.errors import SeenUnreadableError
from matching.models import Answer, DeclineReason, MatchStatus, RejectionReason, ReviewDecision
from matching.seen import Seen, read_seen
from rest.pagination import PageQuery
from rest.serializers import (
    ApiSerializer,
    ChangePageSerializer,
    LineField,
    PageSerializer,
    PrivateChangeSerializer,
    StrictSerializer,
    TextField,
)
from taxonomy.vocabulary import Country

SEEN = "1:0.82:3f1c9a7be0d24c55:8a60d1f3b97e2c04:d94be1170a5f3c68"


class CriterionSerializer(ApiSerializer):
    """One of the criteria behind a score."""

    example = {"name": "meaning", "label": "What one seeks, the other offers"} | {
        "korean_seeks": 0.9,
        "luxembourg_seeks": 0.7,
        "points": 32.0,
    }
    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a member of the answer, not the field's own label
    verdict = serializers.ChoiceField(choices=["MATCH", "GAP", "UNKNOWN"])
    korean_seeks = serializers.FloatField(allow_null=True, help_text="0 to 1; null if nothing was stated.")
    luxembourg_seeks = serializers.FloatField(allow_null=True)
    points = serializers.FloatField(help_text="Points out of the 100 points of the score.")


class PassageSerializer(ApiSerializer):
    """Two matching passages, each in its own language."""

    example = {
        "direction": "korean_seeks",
        "seek_text": "A collector of photovoltaic modules with a permit.",
        "seek_language": "en",
        "answer_text": "Un hall agréé et mille six cents tonnes de modules par an.",
        "answer_language": "fr",
        "similarity": 0.8,
    }
    direction = serializers.CharField()
    seek_text = serializers.CharField()
    seek_language = serializers.CharField()
    answer_text = serializers.CharField()
    answer_language = serializers.CharField()
    similarity = serializers.FloatField()


class ReasonsSerializer(ApiSerializer):
    """Why the two match, in the language of Accept-Language."""

    example = {
        "korean_concepts": ["solar.pv"],
        "luxembourg_concepts": ["solar.pv"],
        "warnings": [],
    }
    sentence = serializers.CharField(allow_blank=True)
    criteria = CriterionSerializer(many=True)
    korean_passages = PassageSerializer(many=True)
    luxembourg_passages = PassageSerializer(many=True)
    korean_concepts = serializers.ListField(child=serializers.CharField())
    luxembourg_concepts = serializers.ListField(child=serializers.CharField())
    warnings = serializers.ListField(child=serializers.CharField())


class MatchedProjectSerializer(ApiSerializer):
    """One of the two projects of a match."""

    example = {
        "title": "Recycling line for photovoltaic glass",
        "company": "k3v9x2m4qa",
        "company_name": "Hanbit Cycle Co., Ltd.",
    }
    id = serializers.CharField(source="public_id")
    title = serializers.CharField()
    company = serializers.CharField(source="company.public_id")
    company_name = serializers.CharField(source="company.name")
    country = serializers.ChoiceField(choices=Country.choices, source="company.country")


class MatchSerializer(ApiSerializer):
    """Two projects that may suit each other."""

    example = {"score": 0.42, "likelihood": 0.91, "band": "very_good", "round": 1}
    id = serializers.CharField(source="public_id")
    status = serializers.ChoiceField(choices=MatchStatus.choices)
    round = serializers.IntegerField(help_text="How many times this pair has been proposed.")
    score = serializers.FloatField(help_text="What the criteria add up to, 0 to 1.")
    likelihood = serializers.FloatField(
        help_text="How likely such a pair is worth an introduction, 0 to 1; orders the list."
    )
    band = serializers.CharField(
        allow_blank=True, help_text="The same in words: very_good, good, worth_a_look; empty: no clear fit."
    )
    korean_project = MatchedProjectSerializer()
    luxembourg_project = MatchedProjectSerializer()
    proposed_at = serializers.DateTimeField()
    approved_at = serializers.DateTimeField(allow_null=True)
    expires_at = serializers.DateTimeField(allow_null=True)
    updated_at = serializers.DateTimeField()


class ExplainedMatchSerializer(MatchSerializer):
    reasons = ReasonsSerializer()


class MatchToReviewSerializer(ExplainedMatchSerializer):
    """A match for staff to decide on, with its reasons."""

    example = MatchSerializer.example | {"seen": SEEN}
    seen = serializers.CharField(
        help_text="Identifies the version of the match in this response; send it back with your decision."
    )


class OwnAnswerSerializer(ApiSerializer):
    """The answer of your company; that of the other company is shown once both are interested."""

    answer = serializers.ChoiceField(choices=Answer.choices)
    reason = serializers.ChoiceField(choices=DeclineReason.choices, allow_blank=True)
    created_at = serializers.DateTimeField()


class SuggestionSerializer(ExplainedMatchSerializer):
    """A match suggested to your company, with its reasons and your answer."""

    answer = OwnAnswerSerializer(allow_null=True)


class SuggestionPageSerializer(PageSerializer):
    results = SuggestionSerializer(many=True)


class QueuePageSerializer(PageSerializer):
    results = MatchToReviewSerializer(many=True)


class QueueQuery(PageQuery):
    """What the review desk can be narrowed by."""

    status = serializers.ChoiceField(
        choices=MatchStatus.choices,
        required=False,
        help_text="Only matches with this status; by default, proposed ones.",
    )
    least_score = serializers.FloatField(min_value=0, max_value=1, required=False, help_text="Minimum score.")
    text = LineField(max_length=100, required=False, help_text="Text in a title or a company name.")


class AnswerSerializer(StrictSerializer):
    """The answer of a company. Declining requires a reason, which helps to avoid unsuitable suggestions."""

    example = {"round": 1}
    answer = serializers.ChoiceField(choices=Answer.choices)
    round = serializers.IntegerField(
        min_value=1, source="round_seen", help_text="The `round` of the suggestion you have read."
    )
    reason = serializers.ChoiceField(choices=DeclineReason.choices, required=False)
    comment = TextField(max_length=2000, required=False, allow_blank=True)

    def validate(self, attrs: dict[str, object]) -> dict[str, object]:
        if attrs["answer"] == Answer.DECLINED and not attrs.get("reason"):
            text = _("Please choose a reason: it helps us avoid unsuitable suggestions.")
            raise serializers.ValidationError({"reason": text})
        return attrs


class SeenMember(serializers.CharField):
    """What was read of a match; valid, a `Seen`."""

    def to_internal_value(self, data: str) -> Seen:  # type: ignore[override]  # what it stands for, not its text
        try:
            return read_seen(super().to_internal_value(data))
        except SeenUnreadableError as error:
            raise serializers.ValidationError(str(error)) from error


class ReviewSerializer(StrictSerializer):
    """A decision by staff. Rejecting requires a reason, from which the matching system learns."""

    example = {"seen": SEEN}
    decision = serializers.ChoiceField(choices=ReviewDecision.choices)
    seen = SeenMember(help_text="The `seen` value of the match you have read.")
    reason = serializers.ChoiceField(choices=RejectionReason.choices, required=False)
    comment = TextField(max_length=2000, required=False, allow_blank=True)

    def validate(self, attrs: dict[str, object]) -> dict[str, object]:
        reason = attrs.get("reason")
        if attrs["decision"] == ReviewDecision.REJECT and not reason:
            text = _("Choose a reason first: the matching system learns from it.")
            raise serializers.ValidationError({"reason": text})
        if reason == RejectionReason.OTHER and not attrs.get("comment"):
            raise serializers.ValidationError({"comment": _("Briefly state the other reason.")})
        return attrs


class MatchChangeSerializer(PrivateChangeSerializer):
    match = MatchSerializer(allow_null=True)


class MatchChangePageSerializer(ChangePageSerializer):
    results = MatchChangeSerializer(many=True)
