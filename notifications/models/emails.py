"""What we send, to whom, and how far it got."""

from datetime import timedelta
from typing import ClassVar, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Language, User
from jobs.models import LeasedRow
from notifications.models.about import IS_ABOUT_NOTHING, IS_ABOUT_SOMETHING, AboutModel
from values.secrets import MASK, mask_secrets


class EmailKind(models.TextChoices):
    """What a mail is about, as its reader would name it; the sets below say how each kind may be treated."""

    ACCOUNT = "account", _("Signing in and security")
    INVITATION = "invitation", _("Invitations to join a company")
    COMPANY_NEWS = "company_news", _("Decisions on your company and projects")
    INTRODUCTION = "introduction", _("Introductions and their follow-up")
    SUGGESTION = "suggestion", _("Suggested partners")
    RESPONSE_NEWS = "response_news", _("Requests and answers from other companies")
    REMINDER = "reminder", _("Reminders of due dates")
    SAVED_SEARCH = "saved_search", _("New results of your saved searches")
    EVENT = "event", _("Your registrations for events and your meetings there")
    REVIEW_WORK = "review_work", _("Tasks waiting for staff")
    ANNOUNCEMENT = "announcement", _("Programme news and event invitations")

    @property
    def is_repeatable(self) -> bool:
        """Whether receiving it twice harms nobody, so that an ambiguous end is simply sent again."""
        return self in REPEATABLE_KINDS

    @property
    def is_unsubscribable(self) -> bool:
        return self in UNSUBSCRIBABLE_KINDS

    @property
    def is_advertising(self) -> bool:
        """Whether it needs consent first (Korean Network Act, art. 50): off until the person switches it on."""
        return self in ADVERTISING_KINDS

    @property
    def is_for_strangers(self) -> bool:
        """Whether it may go to an address without an account."""
        return self in KINDS_FOR_STRANGERS

    @property
    def carries_keys(self) -> bool:
        """Whether its links let the reader act as the recipient: they are sealed, the rest is for administrators."""
        return self in KINDS_WITH_KEYS


REPEATABLE_KINDS = frozenset({EmailKind.ACCOUNT})
KINDS_FOR_STRANGERS = KINDS_WITH_KEYS = frozenset({EmailKind.ACCOUNT, EmailKind.INVITATION})
UNSUBSCRIBABLE_KINDS = frozenset(
    {
        EmailKind.SUGGESTION,
        EmailKind.RESPONSE_NEWS,
        EmailKind.REMINDER,
        EmailKind.SAVED_SEARCH,
        EmailKind.EVENT,
        EmailKind.REVIEW_WORK,
        EmailKind.ANNOUNCEMENT,
    }
)
ADVERTISING_KINDS = frozenset({EmailKind.ANNOUNCEMENT})
CONSENT_LASTS = timedelta(
    days=730
)  # Korean Network Act, art. 50: consent to advertising is asked again every two years


class EmailStatus(models.TextChoices):
    QUEUED = "queued", pgettext_lazy("e-mail", "waiting")
    SENDING = "sending", pgettext_lazy("e-mail", "being sent")
    HANDING_OVER = "handing_over", _("being passed to the mail server")
    SENT = "sent", _("sent")
    FAILED = "failed", pgettext_lazy("e-mail", "failed")
    UNKNOWN = "unknown", _("may have arrived")
    CANCELLED = "cancelled", pgettext_lazy("e-mail", "cancelled")
    CAUGHT = "caught", _("kept here, not sent")


# A link whose key is gone: the mail may have left with it, and cannot leave again.
LOST_KEY = Q(kind__in=KINDS_WITH_KEYS, sealed__isnull=True, text__contains=f"/{MASK}/")


class OutboxEmailQuerySet(models.QuerySet["OutboxEmail"]):
    def about(self, thing: models.Model) -> Self:
        """All that was ever written about it, on whatever topic and occasion."""
        return self.filter(about_type=ContentType.objects.get_for_model(thing), about_id=thing.pk)

    def queued(self) -> Self:
        """Waiting mail, due or not: what somebody is waiting for at a sign-in page first, then the oldest."""
        urgency = Case(When(kind=EmailKind.ACCOUNT, then=Value(0)), default=Value(1))
        return self.filter(status=EmailStatus.QUEUED).order_by(urgency, "due_at", "id")

    def resendable(self) -> Self:
        """What failed and would still be of use to its reader."""
        return self.filter(status=EmailStatus.FAILED).exclude(LOST_KEY)

    def in_hands(self) -> Self:
        """Mail that a sender holds, dead or alive."""
        return self.filter(status__in=(EmailStatus.SENDING, EmailStatus.HANDING_OVER))

    def without_secrets(self) -> Self:
        """Neither keys to somebody's account nor contacts that two companies showed each other alone."""
        return self.exclude(kind__in=KINDS_WITH_KEYS).filter(is_confidential=False)

    def for_reading(self) -> Self:
        """For lists: what waits for a decision by staff first, then the newest."""
        attention = Case(When(status=EmailStatus.UNKNOWN, then=Value(0)), default=Value(1))
        return self.select_related("user").defer("text", "html", "sealed").order_by(attention, "-created_at", "-id")


class OutboxEmail(AboutModel, LeasedRow):
    """One mail to one address, written in the transaction of the decision it tells about.

    One for each kind, thing, topic (which of the mails about it), occasion and recipient. Account mail alone may be
    about nothing, and then each row is a mail of its own. `text` and `html` never hold a key to somebody's account or
    company: a mail that carries one is `sealed` until it has ended.
    """

    kind = models.CharField(pgettext_lazy("e-mail", "kind"), max_length=16, choices=EmailKind)
    topic = models.CharField(max_length=20, blank=True, editable=False)
    recipient = models.EmailField(_("recipient address"), max_length=254)
    user = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="emails", verbose_name=_("recipient")
    )
    language = models.CharField(_("language"), max_length=2, choices=Language)
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    html = models.TextField("HTML", blank=True)
    sealed = models.JSONField(
        null=True, editable=False, help_text="text and html with their keys; gone once the mail has ended"
    )
    is_confidential = models.BooleanField(
        _("confidential"), default=False, help_text=_("The e-mail contains text that only its recipients may read.")
    )

    status = models.CharField(_("status"), max_length=12, choices=EmailStatus, default=EmailStatus.QUEUED)
    reason = models.CharField(pgettext_lazy("cause", "reason"), max_length=250, blank=True)
    last_reply = models.CharField(_("last answer from the mail server"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("created on"), default=timezone.now, editable=False)
    sent_at = models.DateTimeField(pgettext_lazy("e-mail", "sent on"), null=True, blank=True)
    resolved_at = models.DateTimeField(_("resolved on"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("resolved by")
    )

    objects: ClassVar[models.Manager["OutboxEmail"]] = OutboxEmailQuerySet.as_manager()

    class Meta(LeasedRow.Meta):
        verbose_name = _("e-mail")
        verbose_name_plural = _("e-mails")
        constraints = [
            *LeasedRow.Meta.constraints,
            models.UniqueConstraint(  # its index finds the mail about a thing, too
                fields=["about_id", "about_type", "topic", "occasion", "kind", "recipient"],
                name="notifications_email_once",
            ),
            models.CheckConstraint(
                condition=IS_ABOUT_SOMETHING | (Q(kind="account") & IS_ABOUT_NOTHING), name="notifications_email_about"
            ),
            models.CheckConstraint(condition=Q(status__in=EmailStatus.values), name="notifications_email_status"),
            models.CheckConstraint(condition=Q(kind__in=EmailKind.values), name="notifications_email_kind"),
            models.CheckConstraint(
                condition=~Q(subject__regex=r"[\r\n]") & ~Q(recipient__regex=r"\s"), name="notifications_email_header"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("sending", "handing_over"))
                | Q(lease_token__isnull=False, lease_until__isnull=False),
                name="notifications_email_lease",
            ),
            models.CheckConstraint(
                condition=Q(sealed__isnull=True) | ~Q(status__in=("sent", "failed", "cancelled", "caught")),
                name="notifications_email_no_kept_key",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(status="queued"), name="notifications_email_due"),
            models.Index(
                fields=["lease_until"],
                condition=Q(status__in=("sending", "handing_over")),
                name="notifications_email_held",
            ),
            models.Index(fields=["-created_at"], name="notifications_email_new"),
            models.Index(fields=["created_at"], condition=Q(sealed__isnull=False), name="notifications_email_sealed"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def full_text(self) -> str:
        """As its recipient reads it, for whom alone it is; as does `full_html`."""
        return str(self.sealed["text"]) if self.sealed else self.text

    @property
    def full_html(self) -> str:
        return str(self.sealed["html"]) if self.sealed else self.html

    @property
    def shown_text(self) -> str:
        """As others may read it; as does `shown_html`."""
        return mask_secrets(self.text)

    @property
    def shown_html(self) -> str:
        return mask_secrets(self.html)

    @property
    def has_lost_its_key(self) -> bool:
        return EmailKind(self.kind).carries_keys and self.sealed is None and f"/{MASK}/" in self.text


class OutboxAttachment(models.Model):
    """A file that leaves with a mail."""

    email = models.ForeignKey(OutboxEmail, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(_("file name"), max_length=100)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["email", "name"], name="notifications_attachment_once"),
            models.CheckConstraint(
                condition=Q(name__regex=r"^[A-Za-z0-9._-]+$"), name="notifications_attachment_plain_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Preference(models.Model):
    """One person's choice about one kind of mail; no row means the kind's own default."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mail_preferences")
    kind = models.CharField(pgettext_lazy("e-mail", "kind"), max_length=16, choices=EmailKind)
    is_enabled = models.BooleanField(_("subscribed"))
    decided_at = models.DateTimeField(_("chosen on"), default=timezone.now)

    class Meta:
        verbose_name = _("e-mail preference")
        verbose_name_plural = _("e-mail preferences")
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="notifications_preference_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}"


class SuppressionReason(models.TextChoices):
    BOUNCED = "bounced", _("e-mails to this address are returned")
    COMPLAINED = "complained", _("the recipient complained")
    ERASED = "erased", _("the recipient asked to be deleted")


class Suppression(models.Model):
    """An address that gets nothing any more but the account mail its owner asks for at the sign-in page."""

    address = models.EmailField(pgettext_lazy("e-mail address", "address"), max_length=254, unique=True)
    reason = models.CharField(pgettext_lazy("cause", "reason"), max_length=10, choices=SuppressionReason)
    created_at = models.DateTimeField(pgettext_lazy("time", "since"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("suppressed address")
        verbose_name_plural = _("suppressed addresses")
        constraints = [
            models.CheckConstraint(condition=Q(address=Lower("address")), name="notifications_suppression_lower"),
        ]

    def __str__(self) -> str:
        return self.address
