"""Keeps the directory's index true: what changed is noted in the transaction that changed it, and drained later."""

from collections.abc import Collection, Iterable

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models, transaction
from django.db.models import Func, Prefetch, TextField, Value

from companies.models import Company, Project, ProjectStatus
from directory.models import DirectoryChange, DirectoryEntry, DirectoryVersion, DirectoryWord
from directory.queries.catalogues import lock_directory
from directory.search.documents import key_of
from directory.services.entries import EntryDraft, draft_entries
from jobs.sweeps import for_all_rows

BATCH_SIZE = 100
VERSIONS_REMEMBERED = 1_000
"""A process that slept through more reads the whole directory again."""


@transaction.atomic
def mark_stale(company_ids: Iterable[int]) -> None:
    """Note that what these companies show in public changed; `drain_directory` brings their entries up to date."""
    changes = [DirectoryChange(company_id=company_id) for company_id in sorted(set(company_ids))]
    DirectoryChange.objects.bulk_create(changes, batch_size=2_000)


def drain_directory() -> int:
    """Refresh every company noted as changed; how many."""
    refreshed = 0
    while count := drain_batch():
        refreshed += count
    return refreshed


@transaction.atomic
def drain_batch() -> int:
    """Refresh at most a hundred of the companies noted as changed; how many. Two at once wait for each other.

    A company that fails stays noted and is tried again with every batch.
    """
    lock_directory()  # before the companies are read, so that a change noted meanwhile is read or still noted
    changes = dict(DirectoryChange.objects.order_by("pk").values_list("pk", "company_id")[:BATCH_SIZE])
    companies = Company.objects.filter(pk__in=changes.values()).order_by("pk")
    refreshed = for_all_rows("directory.refresh", companies, _refresh)
    DirectoryChange.objects.filter(pk__in=changes, company__in=refreshed).delete()
    return len(refreshed)


def rebuild_directory() -> int:
    """Make every entry anew, say after a change of the code that makes them, and forget words that nobody uses; the
    number of companies."""
    DirectoryWord.objects.all().delete()
    company_ids = list(Company.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(company_ids), BATCH_SIZE):
        refresh_directory(company_ids[start : start + BATCH_SIZE])
    return len(company_ids)


@transaction.atomic
def refresh_directory(company_ids: Collection[int]) -> None:
    """Make the entries of these companies and their projects say what is public now. Running it again is harmless."""
    lock_directory()
    _refresh(company_ids)


def _refresh(company_ids: Collection[int]) -> Collection[int]:
    version = DirectoryVersion.objects.create().pk
    DirectoryVersion.objects.filter(pk__lte=version - VERSIONS_REMEMBERED).delete()
    drafts = [draft for company in _public_companies(company_ids) for draft in draft_entries(company)]
    drafts.sort(key=lambda draft: draft.document_type)  # a document type's rows then stand on fewer pages
    _write_words({word for draft in drafts for word in draft.words})
    DirectoryEntry.objects.bulk_create(
        (_entry(draft, version) for draft in drafts),
        batch_size=BATCH_SIZE,
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["version", "is_listed", "newest", "facets", "document"],
    )
    gone = DirectoryEntry.objects.filter(company__in=company_ids, is_listed=True).exclude(version=version)
    gone.update(version=version, is_listed=False, facets=[], document=_vector([]))
    return company_ids


def _public_companies(company_ids: Collection[int]) -> models.QuerySet[Company]:
    projects = Project.objects.filter(status=ProjectStatus.PUBLISHED).order_by("pk").prefetch_related("cooperations")
    companies = Company.objects.verified().filter(pk__in=company_ids).order_by("pk")
    return companies.prefetch_related(Prefetch("projects", queryset=projects, to_attr="listed_projects"))


def _entry(draft: EntryDraft, version: int) -> DirectoryEntry:
    return DirectoryEntry(
        key=draft.key,
        document_type=draft.document_type,
        company_id=draft.company_id,
        project_id=draft.project_id,
        version=version,
        is_listed=True,
        newest=draft.newest,
        facets=draft.facets,
        document=_vector(draft.lexemes),
    )


def _vector(lexemes: list[str]) -> Func:
    """The lexemes as they are: no parser or dictionary of PostgreSQL touches them."""
    return Func(
        Value(lexemes, output_field=ArrayField(TextField())),
        function="array_to_tsvector",
        output_field=SearchVectorField(),
    )


def _write_words(words: Collection[str]) -> None:
    rows = [DirectoryWord(word=word, key=key_of(word)) for word in sorted(words)]
    DirectoryWord.objects.bulk_create(rows, ignore_conflicts=True, batch_size=2_000)
