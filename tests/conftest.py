"""What every test may use."""

import gc
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management.commands import flush
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.template import Context, RequestContext, Template
from django.test.signals import template_rendered
from django.utils import translation
from django.utils.safestring import SafeString
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

from companies.models import DeletedRecord
from companies.signals import projects_entered, projects_left
from matching.services.meaning import purge_meaning_index
from matching.services.partners import purge_partner_cache
from tests.clocks import travel
from tests.kept_tables import create_database, drop_database, keep_tables

hypothesis_settings.register_profile("unhurried", deadline=None)  # a busy machine is no fault of an example
hypothesis_settings.load_profile("unhurried")
LEFT_AS_WRITTEN = {ContentType._meta.db_table, Permission._meta.db_table}
WRITTEN_BY_DELETING = DeletedRecord._meta.db_table


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Hypothesis tries many examples; a test with transactions of its own empties all tables."""
    for item in items:
        is_committing = any(mark.kwargs.get("transaction") for mark in item.iter_markers("django_db"))
        if is_committing or getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.thorough)


@pytest.fixture(scope="session", autouse=True)
def static_files_straight_from_the_tree() -> None:
    """Pages name static files without the manifest that `collectstatic` writes for a running portal."""
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(scope="session", autouse=True)
def quick_rendering(django_test_environment: None) -> None:
    """The test client keeps the context of the page alone, not a copy for each of the hundreds of templates in it."""
    Template._render = _render


def _render(template: Template, context: Context) -> SafeString:
    if context.template is template and isinstance(context, RequestContext):
        template_rendered.send(sender=template, template=template, context=context)
    return template.nodelist.render(context)


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> None:
    """Argon2 is slow on purpose; no test is about that."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def few_collections() -> None:
    """What was loaded stays to the end; going through it for garbage again and again took a quarter of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_keepdb(
    django_db_keepdb: bool, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[bool]:
    """Django finds a database with the tables of an earlier run, if that left any, and migrates the rest."""
    if django_db_keepdb:  # `--reuse-db`
        yield True
        return
    with django_db_blocker.unblock():
        name = create_database()
    yield bool(name)
    if name:
        with django_db_blocker.unblock():
            drop_database(name)


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_keepdb: bool, django_db_use_migrations: bool, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """A process that a test has just ended may keep its session for a moment, and then nobody can drop the database."""
    if django_db_use_migrations and not django_db_keepdb:
        with django_db_blocker.unblock():
            keep_tables()
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() AND client_port IS NOT NULL"
        )
    connection.close()


@pytest.fixture(scope="session", autouse=True)
def quick_emptying() -> None:
    """After a test with transactions of its own, what has rows is emptied and what Django itself wrote is left.

    Django's way makes all files of all tables anew and then writes content types and permissions again.
    """
    flush.sql_flush = _delete_rows
    flush.emit_post_migrate_signal = _write_nothing


def _write_nothing(*_arguments: object, **_options: object) -> None:
    """Instead of telling every app that the tables are as new."""


def _delete_rows(_style: object, connection: BaseDatabaseWrapper, **_options: bool) -> list[str]:
    names = set(connection.introspection.django_table_names(only_existing=True, include_views=False)) - LEFT_AS_WRITTEN
    questions = [f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in names]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(questions))
        filled = {name for (name,) in cursor.fetchall()}
    return [f'DELETE FROM "{name}"' for name in [*(filled - {WRITTEN_BY_DELETING}), WRITTEN_BY_DELETING]]


@pytest.fixture(scope="session", autouse=True)
def no_limits() -> None:
    """All tests ask from one address, and each for itself; those about limits set their own."""
    settings.PAGE_RATES = dict.fromkeys(settings.PAGE_RATES, "0/s")
    settings.MAIL_BUDGETS = dict.fromkeys(settings.MAIL_BUDGETS, 1_000_000)


@pytest.fixture(scope="session", autouse=True)
def caught_mail_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The folder of a portal that runs in this checkout is its own."""
    settings.CAUGHT_MAIL_FOLDER = str(tmp_path_factory.mktemp("mail"))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Messages are read in English unless a test says otherwise; what a test switched on ends with it."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def no_kept_partners() -> None:
    """Each test has a database of its own; what this process read in another is not in it."""
    purge_partner_cache()
    purge_meaning_index()


@pytest.fixture
def announced() -> Iterator[list[tuple[str, list[int]]]]:
    """("entered" | "left", project ids) for every signal sent during the test."""
    heard: list[tuple[str, list[int]]] = []
    ears = {signal: _ear(word, heard) for word, signal in (("entered", projects_entered), ("left", projects_left))}
    for signal, ear in ears.items():
        signal.connect(ear)
    yield heard
    for signal, ear in ears.items():
        signal.disconnect(ear)


def _ear(word: str, heard: list[tuple[str, list[int]]]) -> Callable[..., None]:
    def hear(project_ids: list[int], **_kwargs: Any) -> None:
        heard.append((word, project_ids))

    return hear


@pytest.fixture
def in_2026() -> Iterator[None]:
    with travel("2026-11-24T10:00:00+00:00", tick=False):
        yield
