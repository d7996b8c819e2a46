"""The Celery application: it only wakes people up, the work to do is in PostgreSQL."""

import logging
import os

from celery import Celery
from celery.signals import after_setup_logger, after_setup_task_logger

from sgbc.logs import mask_lines_of

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sgbc.settings")

app = Celery("sgbc")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@after_setup_logger.connect
@after_setup_task_logger.connect
def mask_secrets_in_logs(*, logger: logging.Logger, **_kwargs: object) -> None:
    """Celery sets up logs of its own and leaves those of the settings out."""
    mask_lines_of(logger)
