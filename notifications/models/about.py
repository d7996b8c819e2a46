"""What a row of the outbox is about: a real relation to a thing of any app, which need not be imported for it."""

from typing import ClassVar, NamedTuple, Self, TypeVar

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

Thing = TypeVar("Thing", bound=models.Model)


class About(NamedTuple):
    """A thing and, where it is told of more than once, the occasion: a round, a date, a consent.

    An occasion is made of what is known now and compared with what a row keeps; nobody takes one apart.
    """

    thing: models.Model
    occasion: str = ""

    def fields(self) -> dict[str, object]:
        """The columns of an `AboutModel` that say this."""
        return {
            "about_type": ContentType.objects.get_for_model(self.thing),
            "about_id": self.thing.pk,
            "occasion": self.occasion,
        }


class AboutModel(models.Model):
    """A row about a thing, which it outlives: when the thing is deleted, the relation leads nowhere and the row stays.

    Things have whole numbers for keys, as `about_id` does, so that the database can join the two.
    """

    about_type = models.ForeignKey(
        ContentType,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        db_index=False,
        related_name="+",
        verbose_name=_("about"),
    )
    about_id = models.BigIntegerField(null=True, editable=False)
    about = GenericForeignKey("about_type", "about_id")
    occasion = models.CharField(max_length=40, blank=True, editable=False)

    objects: ClassVar[models.Manager[Self]] = models.Manager()  # the type checker does not get by without

    class Meta:
        abstract = True

    def is_about(self, model: type[models.Model]) -> bool:
        return self.about_type_id == ContentType.objects.get_for_model(model).pk

    def among(self, things: models.QuerySet[Thing]) -> models.QuerySet[Thing]:
        """The one of these that this is about; none when it is another, or another kind of thing, or deleted."""
        return things.filter(pk=self.about_id) if self.is_about(things.model) else things.none()


IS_ABOUT_NOTHING = Q(about_type__isnull=True, about_id__isnull=True)
IS_ABOUT_SOMETHING = Q(about_type__isnull=False, about_id__isnull=False)
