"""What the encoder made of a project's texts."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Project


class ProjectVectors(models.Model):
    """What was read in one project's texts: the sentence vectors of its passages and the concepts it names.

    Kept until the text, the encoder or the taxonomy changes.
    """

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="vectors", primary_key=True)
    encoder = models.CharField(max_length=120, help_text="name and version of the encoder and of the taxonomy")
    text_digest = models.CharField(max_length=64)
    passage_count = models.PositiveSmallIntegerField()
    data = models.BinaryField()
    concepts_offered = ArrayField(models.CharField(max_length=60), default=list)
    concepts_needed = ArrayField(models.CharField(max_length=60), default=list)
    summary_embedding = models.BinaryField(
        default=bytes, help_text="what it says about itself, one unit vector as signed bytes; empty: not made yet"
    )
    updated_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("project vectors")
        verbose_name_plural = _("project vectors")

    def __str__(self) -> str:
        return f"{self.project_id} · {self.encoder}"
