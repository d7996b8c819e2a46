"""The embedded services, for real: servers are started, shared, killed and broken."""

import signal
import socket
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import environ
import pytest
import redis

from sgbc.embedded import ServiceError, process_ids, services
from sgbc.embedded.accounts import servers_account
from sgbc.embedded.daemons import Daemon
from sgbc.embedded.places import find_place
from tests.sgbc.users import (
    NO_DATABASE_WANTED,
    NOTHING_GIVEN,
    another_process,
    broker,
    is_reachable,
    kill,
    query,
)

pytestmark = pytest.mark.processes


def test_the_services_answer_and_leave_nothing_running(folder: Path) -> None:
    with services(folder, durable=False, given=NOTHING_GIVEN) as urls, broker(urls) as client:
        answers = query(urls, "SELECT 6 * 7"), client.ping()

    assert answers == (42, True)
    assert not is_reachable(urls)


def test_processes_share_the_servers_and_the_last_one_stops_them(folder: Path) -> None:
    with services(folder, durable=False, given=NOTHING_GIVEN) as urls:
        with another_process(folder) as other:
            line = other.stdout.readline().split()
            other.communicate()
        is_up_after_the_other_left = is_reachable(urls)

    assert line == [urls["DATABASE_URL"], urls["REDIS_URL"]]
    assert is_up_after_the_other_left
    assert not is_reachable(urls)


def test_strangers_are_kept_out(folder: Path) -> None:
    with services(folder, durable=False, given=NOTHING_GIVEN) as urls:
        address = urlsplit(urls["REDIS_URL"])
        socket_folder = Path(environ.Env.db_url_config(urls["DATABASE_URL"])["OPTIONS"]["host"])
        mode = socket_folder.stat().st_mode & 0o777
        with redis.Redis(port=address.port, retry=None) as stranger, pytest.raises(redis.AuthenticationError):
            stranger.ping()

    assert (address.hostname, mode) == ("127.0.0.1", 0o700)
    assert not socket_folder.exists()


def test_durable_data_survives_a_stop_at_the_same_broker_address(folder: Path) -> None:
    with services(folder, given=NOTHING_GIVEN) as first, broker(first) as client:
        query(first, "CREATE TABLE kept AS SELECT 7 AS number")
        client.set("kept", "한국어")

    with services(folder, given=NOTHING_GIVEN) as second, broker(second) as client:
        found = query(second, "SELECT number FROM kept"), client.get("kept")

    assert found == (7, "한국어")
    assert second["REDIS_URL"] == first["REDIS_URL"]


def test_other_data_is_thrown_away_by_the_last_user(folder: Path) -> None:
    with (
        services(folder, durable=False, given=NO_DATABASE_WANTED) as urls,
        broker(urls) as client,
    ):
        client.ping()
        kept_meanwhile = (folder / "valkey").exists()

    assert (kept_meanwhile, (folder / "valkey").exists()) == (True, False)


def test_killed_servers_come_back_with_their_data_for_who_enters_again(folder: Path) -> None:
    with services(folder, given=NOTHING_GIVEN) as urls:
        query(urls, "CREATE TABLE kept AS SELECT 7 AS number")
        kill(folder, "postgresql")
        kill(folder, "valkey")
        with services(folder, given=NOTHING_GIVEN) as again, broker(again) as client:
            found = query(urls, "SELECT number FROM kept"), client.ping()

    assert (again, found) == (urls, (7, True))


def test_a_killed_user_does_not_keep_the_servers_up(folder: Path) -> None:
    with another_process(folder) as user:
        user.stdout.readline()
        user.kill()

    with services(folder, given=NOTHING_GIVEN) as urls:
        pass

    assert not is_reachable(urls)


def test_a_terminated_user_stops_the_servers(folder: Path) -> None:
    with another_process(folder) as user:
        user.stdout.readline()
        user.terminate()

    running = [name for name in process_ids(folder) if Daemon(name, folder, ()).is_running()]
    assert (user.returncode, running) == (128 + signal.SIGTERM, [])


def test_leavings_of_a_crash_do_not_hinder_the_start(folder: Path) -> None:
    half_made = folder / "postgresql.unfinished" / "base"
    half_made.mkdir(parents=True)
    with services(folder, given=NOTHING_GIVEN):
        pass
    place = find_place(folder, is_durable=True)
    with subprocess.Popen(["/bin/sleep", "60"], **place.account.options()) as innocent:
        # After a restart of the machine, the old process id may belong to anything.
        stale = f"{innocent.pid}\n{place.home / 'postgresql'}\n0\n5432\n"
        (place.home / "postgresql" / "postmaster.pid").write_text(stale)

        with services(folder, given=NOTHING_GIVEN) as urls:
            answer = query(urls, "SELECT 1")

        is_innocent_alive = innocent.poll() is None
        innocent.kill()

    assert (answer, is_innocent_alive) == (1, True)
    assert not half_made.exists()


def test_unreadable_messages_are_set_aside(folder: Path) -> None:
    with services(folder, given=NO_DATABASE_WANTED):
        pass
    for file in (folder / "valkey" / "appendonlydir").iterdir():
        file.write_text("not what Valkey wrote\n")

    with services(folder, given=NO_DATABASE_WANTED) as urls, broker(urls) as client:
        answer = client.ping()

    assert answer is True
    assert len(list(folder.glob("valkey.unreadable-*"))) == 1


def test_a_port_taken_meanwhile_is_exchanged(folder: Path) -> None:
    with services(folder, given=NO_DATABASE_WANTED) as first:
        pass
    with (
        socket.create_server(("127.0.0.1", urlsplit(first["REDIS_URL"]).port)),
        services(folder, given=NO_DATABASE_WANTED) as second,
        broker(second) as client,
    ):
        answer = client.ping()

    assert answer is True
    assert second["REDIS_URL"] != first["REDIS_URL"]


def test_data_of_another_version_is_refused_in_one_sentence(folder: Path) -> None:
    given = {"REDIS_URL": "redis://elsewhere"}
    with services(folder, given=given):
        pass
    (folder / "postgresql" / "PG_VERSION").write_text("9\n")

    with pytest.raises(ServiceError) as error, services(folder, given=given):
        pass

    assert str(error.value).startswith(f"The data in {folder}/postgresql was made by PostgreSQL 9 and this is ")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(ServiceError) as error, services(tmp_path / "file" / "services", given=NOTHING_GIVEN):
        pass

    assert str(error.value) == f"The services cannot keep their data in {tmp_path}/file/services: Not a directory."


def test_a_long_path_with_spaces_and_korean_letters_serves(folder: Path) -> None:
    long_folder = folder.parent / "우리 회사" / ("long " * 20).strip() / ("길" * 60) / "services"

    with services(long_folder, durable=False, given=NOTHING_GIVEN) as urls, broker(urls) as client:
        answers = query(urls, "SELECT 1"), client.ping()

    assert answers == (1, True)


def test_letters_are_understood_whatever_the_callers_locale(folder: Path) -> None:
    with another_process(folder, LC_ALL="C", LANG="C") as user:
        database_url, _ = user.stdout.readline().split()
        urls = {"DATABASE_URL": database_url}
        query(urls, "CREATE EXTENSION pg_trgm")
        found = query(urls, "SELECT lower('É')"), query(urls, "SELECT show_trgm('한국')")
        user.communicate()

    assert found[0] == "é"
    assert len(found[1]) == 3


def test_a_server_deaf_to_kindness_is_ended_by_force(folder: Path) -> None:
    folder.mkdir()
    server = Daemon("deaf", folder, ((signal.SIGTERM, 0.2), (signal.SIGKILL, 10.0)))
    server.start(
        ["/bin/sh", "-c", "trap '' TERM; while :; do sleep 0.1; done"],
        account=servers_account(),
        working_folder=Path("/"),
    )

    server.stop()

    assert not server.is_running()
