"""The Celery application: it only wakes people up, the work to do is in PostgreSQL."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sgbc.settings")

app = Celery("sgbc")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
