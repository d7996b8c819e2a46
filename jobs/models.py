"""What a row needs so that workers can hold it; the rules are in `jobs.leases`."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class LeasedRow(models.Model):
    """A row that is work: due at a time, tried some number of times, free or in the hands of one holder."""

    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)
    due_at = models.DateTimeField(_("due"), db_default=Now(), editable=False)
    lease_token = models.BigIntegerField(null=True, editable=False)
    """Who took it last: stays when the lease ends, so that a late word of that holder still finds its row."""
    lease_until = models.DateTimeField(null=True, editable=False)
    """Null while nobody holds it."""

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(lease_until__isnull=True) | Q(lease_token__isnull=False),
                name="%(app_label)s_%(class)s_lease_has_holder",
            )
        ]
