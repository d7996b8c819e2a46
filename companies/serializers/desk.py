"""What staff read of what waits for them, and the decisions they send."""

from collections.abc import Iterable
from typing import Any, cast

from django.utils.translation import gettext as _
from rest_framework import serializers

from companies.models import REMARK_LENGTH, CompanyVerdict, ProjectVerdict
from companies.queries.review_fields import COMPANY_FIELDS, PROJECT_FIELDS
from companies.queries.verification import Finding
from companies.rubric import (
    CRITERIA,
    HIGHEST_SCORE,
    LOWEST_SCORE,
    REASON_LENGTH,
    RubricVerdict,
    Scores,
    judge,
)
from companies.serializers.examples import POINTS
from companies.serializers.own import OwnCompanySerializer, OwnProjectSerializer
from companies.serializers.public import CompanyBriefSerializer
from companies.services.claim_decisions import ClaimDecision
from companies.services.reviews import CompanyChecks, ReviewNotes
from rest.pagination import PageQuery
from rest.serializers import ApiSerializer, MomentField, PageSerializer, StrictSerializer, TextField
from taxonomy.vocabulary import Country

LONGEST_WAIT = 365
CHECKS = ("is_number_checked", "is_sme_checked", "is_duplicate_checked")


class CheckSerializer(ApiSerializer):
    """What the portal itself has found."""

    example = {"words": "The check digits fit. Compare the name with the public register all the same."}
    finding = serializers.ChoiceField(choices=[finding.value for finding in Finding])
    words = serializers.CharField()


class DuplicateSerializer(ApiSerializer):
    """A company that may be the same one, and why."""

    example = {"reasons": ["The same website"]}
    company = CompanyBriefSerializer()
    reasons = serializers.ListField(child=serializers.CharField())


class ClaimingSerializer(OwnCompanySerializer):
    """A company with who said that it has another name or number by now, and when."""

    claimed_by = serializers.CharField(source="claimed_by.full_name", default=None, allow_null=True)
    claimed_at = serializers.DateTimeField(
        allow_null=True, help_text=("When the company entered a new name or number; null if it has not.")
    )


class WaitingCompanySerializer(ClaimingSerializer):
    example = OwnCompanySerializer.example | {"status": "submitted"}
    waiting_since = serializers.DateTimeField()


class WaitingProjectSerializer(OwnProjectSerializer):
    example = OwnProjectSerializer.example | {"status": "submitted"}
    waiting_since = serializers.DateTimeField()


class WaitingCompanyPageSerializer(PageSerializer):
    results = WaitingCompanySerializer(many=True)


class WaitingProjectPageSerializer(PageSerializer):
    results = WaitingProjectSerializer(many=True)


class DeskCompanySerializer(ClaimingSerializer):
    """A company, whatever its status, with what helps to decide; its contact details are only on the page."""

    number_check = CheckSerializer()
    sme_checks = CheckSerializer(many=True)
    duplicates = DuplicateSerializer(many=True, help_text="Possible duplicates of this company.")


class ProjectReviewSerializer(ApiSerializer):
    """One review by the four criteria."""

    example = POINTS | {"reviewer": "Anne Weber"}
    reviewer = serializers.CharField(source="reviewer.full_name", default=None, allow_null=True)
    advantages = serializers.IntegerField()
    clarity = serializers.IntegerField()
    cooperation = serializers.IntegerField()
    guidelines = serializers.IntegerField()
    verdict = serializers.ChoiceField(choices=ProjectVerdict.choices)
    reason = serializers.CharField(allow_blank=True)
    created_at = serializers.DateTimeField()


class DeskProjectSerializer(OwnProjectSerializer):
    """A project, whatever its status, with its reviews, latest first."""

    reviews = ProjectReviewSerializer(many=True)


class DeskQuery(PageQuery):
    """What a queue can be narrowed by."""

    country = serializers.ChoiceField(choices=Country.choices, required=False, help_text="Country of the company.")
    waiting = serializers.IntegerField(
        min_value=0, max_value=LONGEST_WAIT, required=False, help_text="Minimum number of days waiting."
    )


class ProjectDeskQuery(DeskQuery):
    held = serializers.ChoiceField(
        choices=["yes", "no"], required=False, help_text=("Only projects that are on hold, or only those that are not.")
    )


def _remarks_on(model: str, names: Iterable[str]) -> type[StrictSerializer]:
    """A remark for each field that staff may remark on; the company reads them beside its fields."""
    fields = {name: TextField(max_length=REMARK_LENGTH, required=False, allow_blank=True) for name in names}
    made = type(f"{model}RemarksSerializer", (StrictSerializer,), fields | {"__doc__": "Remarks on individual fields."})
    return cast("type[StrictSerializer]", made)


CompanyRemarks, ProjectRemarks = _remarks_on("Company", COMPANY_FIELDS), _remarks_on("Project", PROJECT_FIELDS)


class DecisionSerializer(StrictSerializer):
    read_at = MomentField(help_text="The `updated_at` of the version of the profile that was reviewed.")
    reason = TextField(max_length=REASON_LENGTH, required=False, allow_blank=True, help_text="Shown to the company.")

    def require_reason(self, attrs: dict[str, object]) -> None:
        if not attrs.get("reason"):
            raise serializers.ValidationError(
                {"reason": _("State what needs improving before you return the submission.")}
            )

    def notes(self) -> ReviewNotes:
        return ReviewNotes(self.validated_data.get("reason", ""), self.validated_data.get("remarks", {}))


class StandingSerializer(StrictSerializer):
    """Why a company is suspended or reinstated."""

    example = {"reason": "The registration was struck off; send us a new extract."}
    reason = TextField(max_length=REASON_LENGTH, help_text="Shown to the members of the company.")


class ClaimDecisionSerializer(StrictSerializer):
    """What is claimed is accepted, or not with a reason."""

    example = {"decision": "accept"}
    decision = serializers.ChoiceField(choices=[decision.value for decision in ClaimDecision])
    claimed_at = MomentField(
        help_text=("The `claimed_at` of the new name or number you have compared with the register.")
    )
    reason = TextField(max_length=REASON_LENGTH, required=False, allow_blank=True, help_text="Shown to the company.")

    def validate(self, attrs: dict[str, object]) -> dict[str, object]:
        if attrs["decision"] == ClaimDecision.REFUSE and not attrs.get("reason"):
            text = _("Give the reason: the members of the company will see it.")
            raise serializers.ValidationError({"reason": text})
        return attrs


class CompanyDecisionSerializer(DecisionSerializer):
    """`verified` requires all three checks, `returned` a reason."""

    example = dict.fromkeys(CHECKS, True)
    decision = serializers.ChoiceField(choices=CompanyVerdict.choices)
    is_number_checked = serializers.BooleanField(required=False)
    is_sme_checked = serializers.BooleanField(required=False)
    is_duplicate_checked = serializers.BooleanField(required=False)
    remarks = CompanyRemarks(required=False)

    def validate(self, attrs: dict[str, object]) -> dict[str, object]:
        if attrs["decision"] == CompanyVerdict.RETURNED:
            self.require_reason(attrs)
        elif missing := [name for name in CHECKS if not attrs.get(name)]:
            text = _("Check this before you verify the company, then confirm it here.")
            raise serializers.ValidationError(dict.fromkeys(missing, text))
        return attrs

    def checks(self) -> CompanyChecks:
        return CompanyChecks(**{name: self.validated_data.get(name, False) for name in CHECKS})


def _points() -> serializers.IntegerField:
    return serializers.IntegerField(min_value=LOWEST_SCORE, max_value=HIGHEST_SCORE)


class ProjectDecisionSerializer(DecisionSerializer):
    """The points for the four criteria, and the resulting decision: publish from 10, hold from 5, else return."""

    example = POINTS
    advantages = _points()
    clarity = _points()
    cooperation = _points()
    guidelines = _points()
    decision = serializers.ChoiceField(
        choices=[verdict.value for verdict in RubricVerdict],
        help_text="The decision that follows from the points; 0 points for any criterion always mean “return”.",
    )
    remarks = ProjectRemarks(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        verdict = judge(Scores(*(attrs[name] for name in CRITERIA)))
        if attrs["decision"] != verdict.value:
            text = _("These points lead to a different result: “%(verdict)s”. Send that result or other points.") % {
                "verdict": verdict.value
            }
            raise serializers.ValidationError({"decision": text})
        if verdict == RubricVerdict.RETURN:
            self.require_reason(attrs)
        return attrs

    def scores(self) -> Scores:
        return Scores(*(self.validated_data[name] for name in CRITERIA))
