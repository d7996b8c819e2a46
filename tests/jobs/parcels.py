"""Work for the tests of leases, and a worker for it in a process of its own."""

import sys
import time
from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import F

from jobs import leases
from jobs.models import LeasedRow

HOUR = timedelta(hours=1)
OVER = timedelta(seconds=-1)  # a lease that has lapsed when it begins


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


def bring(*names: str, **fields: Any) -> list[Parcel]:
    return [Parcel.objects.create(name=name, **fields) for name in names]


def claim(token: int, *, lease: timedelta = HOUR, limit: int = 100, **options: Any) -> list[str]:
    return [
        parcel.name for parcel in leases.claim(Parcel.objects.all(), token=token, lease=lease, limit=limit, **options)
    ]


def let_time_pass(duration: timedelta) -> None:
    """For the rows; nobody can move the database's clock."""
    Parcel.objects.update(due_at=F("due_at") - duration, lease_until=F("lease_until") - duration)


def everything() -> list[dict[str, Any]]:
    return list(Parcel.objects.values())


def attempts() -> list[int]:
    return list(Parcel.objects.values_list("attempts", flat=True))
