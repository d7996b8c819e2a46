from typing import Any

from django.dispatch import receiver

from companies.signals import directory_outdated
from companies.tasks import refresh_directory
from notifications.wakeups import wake_on_commit


@receiver(directory_outdated)
def wake_refresher(**_kwargs: Any) -> None:
    wake_on_commit(refresh_directory)
