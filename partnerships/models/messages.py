"""The thread of a room: messages, the files that hang on them, and who has read how far."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Language, User
from companies.models import Company, make_public_id
from partnerships.models.collaborations import Collaboration

MESSAGE_LENGTH = 5000
LARGEST_FILE = 10 * 1024 * 1024


class Message(models.Model):
    """One contribution to the thread, for a company or, when that is None, for staff; never edited."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, null=True, related_name="+")
    language = models.CharField(_("language"), max_length=2, choices=Language)
    text = models.TextField(_("message"), max_length=MESSAGE_LENGTH)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="partnerships_message_text"),
        ]

    def __str__(self) -> str:
        return f"{self.collaboration_id} #{self.pk}"


class Attachment(models.Model):
    """A file of a message, its bytes beside it in the database; `kind` is what its content showed, not its name."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    public_id = models.CharField(max_length=10, unique=True, default=make_public_id, editable=False)
    name = models.CharField(_("file name"), max_length=150)
    kind = models.CharField(max_length=4)
    size = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0, size__lte=LARGEST_FILE), name="partnerships_file_size")
        ]

    def __str__(self) -> str:
        return self.name


class RoomVisit(models.Model):
    """When a person last read a room, and whether a mail about news in it waits to be read."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="visits")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="room_visits")
    seen_at = models.DateTimeField(null=True)
    noticed_at = models.DateTimeField(null=True, help_text="a notice was written that the person has not followed yet")

    class Meta:
        verbose_name = _("visit to a room")
        verbose_name_plural = _("visits to rooms")
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "user"], name="partnerships_visit_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.collaboration_id}"
