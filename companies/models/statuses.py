"""The states of companies and projects."""

from django.db import models
from django.utils.translation import pgettext_lazy


class CompanyStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("company", "draft")
    SUBMITTED = "submitted", pgettext_lazy("company", "submitted")
    VERIFIED = "verified", pgettext_lazy("company", "verified")
    RETURNED = "returned", pgettext_lazy("company", "returned")
    SUSPENDED = "suspended", pgettext_lazy("company", "suspended")


class ProjectStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("project", "draft")
    SUBMITTED = "submitted", pgettext_lazy("project", "submitted")
    PUBLISHED = "published", pgettext_lazy("project", "published")
    RETURNED = "returned", pgettext_lazy("project", "returned")
    EXPIRED = "expired", pgettext_lazy("project", "expired")
    ARCHIVED = "archived", pgettext_lazy("project", "archived")
    WITHDRAWN = "withdrawn", pgettext_lazy("project", "withdrawn")
