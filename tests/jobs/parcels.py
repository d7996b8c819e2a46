"""Work for the tests of leases, and a worker for it in a process of its own."""

import sys
import time
from datetime import timedelta

from django.db import models

from jobs import leases
from jobs.models import LeasedRow


class Parcel(LeasedRow):
    name = models.CharField(max_length=20)
    place = models.CharField(max_length=20, default="counter")

    class Meta(LeasedRow.Meta):
        app_label = "jobs"
        ordering = ("pk",)


def take_and_hang(token: int, seconds: int) -> None:
    """Take one parcel, say so, and never come back."""
    (parcel,) = leases.claim(Parcel.objects.all(), token=token, lease=timedelta(seconds=seconds), limit=1)
    sys.stdout.write(f"{parcel.name}\n")
    sys.stdout.flush()
    time.sleep(600)
