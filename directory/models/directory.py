"""The index of the public directory: derived from companies and projects, rebuilt from them at any time."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.models.companies import Company
from companies.models.projects import Project

DIRECTORY_LOCK = 7_305_811_023
"""Of the advisory lock under which entries are written: any number that no other lock of the portal uses."""

# Rows also vanish by cascade, say when somebody's data are erased, and nobody is left to tell it: then no older state
# is remembered, and every process reads the directory afresh.
PURGE_VERSIONS = f"""
    PERFORM pg_advisory_xact_lock({DIRECTORY_LOCK});
    DELETE FROM directory_directoryversion;
    INSERT INTO directory_directoryversion DEFAULT VALUES;
    RETURN NULL;
"""  # noqa: S608 - the number above


class DocumentType(models.TextChoices):
    COMPANY = "company", _("Companies")
    PROJECT = "project", _("Projects")


class DirectoryVersion(models.Model):
    """A state of the directory: one row for each refresh, so that a process knows what it has not yet seen.

    When entries are deleted, the states before are forgotten by a trigger: whoever holds one reads everything afresh.
    """

    class Meta:
        verbose_name = _("directory status")
        verbose_name_plural = _("directory statuses")

    def __str__(self) -> str:
        return str(self.pk)


class DirectoryEntry(models.Model):
    """A public company or project as the directory finds it; one that left stays, unlisted, to be told apart."""

    key = models.CharField(max_length=28, unique=True, help_text="document type and id of what is listed")
    document_type = models.CharField(max_length=7, choices=DocumentType)
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="directory_entries")
    project = models.OneToOneField(Project, on_delete=models.CASCADE, null=True, related_name="directory_entry")
    version = models.BigIntegerField(help_text="of the refresh that wrote it")
    is_listed = models.BooleanField()
    newest = models.DateTimeField(help_text="when it became public; for a company with projects, when the last did")
    facets = ArrayField(models.CharField(max_length=120), help_text="directory.search.facets")
    document = SearchVectorField(help_text="lexemes of directory.search.documents; empty when unlisted")

    class Meta:
        verbose_name = _("directory entry")
        verbose_name_plural = _("directory entries")
        triggers = [
            pgtrigger.Trigger(
                name="purge_versions",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=PURGE_VERSIONS,
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(document_type=DocumentType.COMPANY, project__isnull=True)
                | Q(document_type=DocumentType.PROJECT, project__isnull=False),
                name="directory_entry_document_type",
            ),
        ]
        indexes = [
            *(  # a common word is then looked up among the entries of its document type alone
                GinIndex(
                    fields=["document"],
                    name=f"directory_entry_document_{document_type[0]}",
                    condition=Q(document_type=document_type),
                    fastupdate=False,
                )
                for document_type in DocumentType.values
            ),
            models.Index(fields=["version"], name="directory_entry_version"),
        ]

    def __str__(self) -> str:
        return self.key


class DirectoryChange(models.Model):
    """Something public about a company changed: its entries are out of date until the directory has been refreshed."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("directory change")
        verbose_name_plural = _("directory changes")

    def __str__(self) -> str:
        return str(self.company_id)


class DirectoryWord(models.Model):
    """A word of the directory's texts, for those who mistype it; `key` is its spelling in Latin letters."""

    word = models.CharField(max_length=60, unique=True)
    key = models.CharField(max_length=240)

    class Meta:
        verbose_name = _("directory word")
        verbose_name_plural = _("directory words")
        indexes = [GinIndex(fields=["key"], name="directory_word_key", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.word
