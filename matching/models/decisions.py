"""What staff and the two companies decided on a match."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from companies.models import Company
from matching.models.matches import Match


class ReviewDecision(models.TextChoices):
    APPROVE = "approve", pgettext_lazy("decision on a match", "approved")
    REJECT = "reject", pgettext_lazy("decision on a match", "rejected")


class RejectionReason(models.TextChoices):
    NO_REAL_NEED = "no_real_need", _("Neither side needs what the other offers")
    ONE_SIDED = "one_sided", _("Only one side would gain")
    COMPETITORS = "competitors", _("They compete with each other")
    MATURITY = "maturity", _("Their stages of development do not match")
    COOPERATION = "cooperation", _("Their types of cooperation do not match")
    KNOWN = "known", _("They already know each other")
    QUALITY = "quality", _("A profile has too little detail")
    CONFLICT = "conflict", _("Conflict of interest")
    OTHER = "other", _("Another reason (see the comment)")


class Review(models.Model):
    """A staff decision on a match; kept for good, also when the pair is proposed again later."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="reviews")
    round = models.PositiveSmallIntegerField()
    reviewer = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    decision = models.CharField(_("decision"), max_length=7, choices=ReviewDecision)
    reason = models.CharField(
        pgettext_lazy("reason of a decision", "reason"), max_length=12, choices=RejectionReason, blank=True
    )
    comment = models.TextField(_("comment"), max_length=2000, blank=True)
    evidence = models.JSONField(default=dict, help_text="the match's explanation as the reviewer saw it, to learn from")
    score_seen = models.FloatField(_("score seen"), help_text="0 to 1")
    digest_seen = models.CharField(max_length=64, help_text="of matching.seen.Seen: what the reviewer decided on")
    weights_version = models.CharField(max_length=60)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["match", "round"], name="matching_review_one_per_round"),
            models.CheckConstraint(condition=Q(decision__in=ReviewDecision.values), name="matching_review_decision"),
            models.CheckConstraint(
                condition=Q(decision=ReviewDecision.APPROVE, reason="")
                | Q(decision=ReviewDecision.REJECT, reason__in=RejectionReason.values),
                name="matching_review_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.match_id}: {self.decision}"


class Answer(models.TextChoices):
    INTERESTED = "interested", pgettext_lazy("answer", "interested")
    DECLINED = "declined", pgettext_lazy("answer", "declined")


class DeclineReason(models.TextChoices):
    NOT_NOW = "not_now", _("Not the right time for us")
    NO_FIT = "no_fit", _("It does not match what we seek")
    COMPETITOR = "competitor", _("They are a competitor")
    KNOWN = "known", _("We already know each other")
    CAPACITY = "capacity", _("We have no capacity for another partner")
    OTHER = "other", pgettext_lazy("reason of a company to decline", "Another reason")


class Response(models.Model):
    """A company's answer to a suggested match."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="responses")
    round = models.PositiveSmallIntegerField()
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="responses")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    answer = models.CharField(pgettext_lazy("answer of a company", "answer"), max_length=10, choices=Answer)
    reason = models.CharField(
        pgettext_lazy("reason of a decision", "reason"), max_length=10, choices=DeclineReason, blank=True
    )
    comment = models.TextField(_("comment"), max_length=2000, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["match", "round", "company"], name="matching_response_one_per_company"),
            models.CheckConstraint(
                condition=Q(answer=Answer.INTERESTED, reason="")
                | Q(answer=Answer.DECLINED, reason__in=DeclineReason.values),
                name="matching_response_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.match_id} · {self.company_id}: {self.answer}"
