"""The index of the public directory: derived from companies and projects, rebuilt from them at any time."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Shelf(models.TextChoices):
    COMPANY = "company", _("Companies")
    PROJECT = "project", _("Projects")
