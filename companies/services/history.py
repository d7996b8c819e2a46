"""Keeps what a profile said before an edit, in the transaction of the edit."""

from collections.abc import Iterable, Mapping, Sequence

from accounts.models import User
from companies.models import ChangeCheck, Company, ProfileChange, Project

Values = Mapping[str, object]


def values_of(row: Company | Project, names: Iterable[str]) -> dict[str, object]:
    """The present values of these fields, to compare with after an edit."""
    return {name: getattr(row, name) for name in names}


def record_changes(
    company: Company, *, by: User | None, before: Values, after: Values, project: Project | None = None
) -> None:
    """One row for each field whose text differs."""
    ProfileChange.objects.bulk_create(find_changes(company, by=by, before=before, after=after, project=project))


def find_changes(
    company: Company, *, by: User | None, before: Values, after: Values, project: Project | None = None
) -> list[ProfileChange]:
    """Those rows, unsaved."""
    return [
        ProfileChange(company=company, project=project, changed_by=by, field=name, old_text=old_text, new_text=new_text)
        for name in after
        if (old_text := describe_value(before.get(name))) != (new_text := describe_value(after[name]))
    ]


def keep_imported(changes: Sequence[ProfileChange], *, by: User | None) -> None:
    """Write the changes of an import; what staff imported themselves is checked already."""
    kept = ProfileChange.objects.bulk_create(changes)
    if by is not None:
        ChangeCheck.objects.bulk_create(ChangeCheck(change=change, checked_by=by) for change in kept)


def describe_cooperations(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """(type, role) pairs as the history keeps them."""
    return [f"{kind} ({role})" for kind, role in sorted(pairs)]


def describe_value(value: object) -> str:
    """The value as the history keeps it, in codes: `yes` and `no` for what is true or false, "; " between entries."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(describe_value(entry) for entry in value)
    return str(value)
