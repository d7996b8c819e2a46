"""The supervisor of `make run`: real processes are started, ended and started again."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.conf import LazySettings

from sgbc.embedded import ServiceError
from sgbc.supervisor.children import Child, describe_end
from sgbc.supervisor.commands import is_static_file_newer, run_existing
from sgbc.supervisor.console import columns, show_box
from sgbc.supervisor.portal import alone, stop_all
from sgbc.supervisor.programs import NAMES, Program, portal_programs
from sgbc.supervisor.web import address, answers, open_socket
from tests.patience import PATIENCE, wait_until

pytestmark = pytest.mark.processes
CHECKOUT = Path(__file__).resolve().parents[2]
# The smallest project that the supervisor can run: no task, one page, one command.
SMALL_PROJECT = {
    "sgbc/__init__.py": "from sgbc.celery import app as celery_app\n",
    "sgbc/settings.py": """
import environ
env = environ.Env()
SECRET_KEY, ALLOWED_HOSTS = env.str("SECRET_KEY"), env.list("ALLOWED_HOSTS")
DATABASES = {"default": env.db_url("DATABASE_URL")}
INSTALLED_APPS = ["django.contrib.contenttypes", "sgbc"]
ROOT_URLCONF, USE_TZ = "sgbc.urls", True
CELERY_BROKER_URL, CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = env.str("REDIS_URL"), True
DATABASE_PATIENCE = 10
""",
    "sgbc/urls.py": """
import os
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.urls import path
def home(request):
    return HttpResponse(f"{ContentType.objects.count()} content types, {os.environ['OPENBLAS_NUM_THREADS']} thread")
urlpatterns = [path("", home)]
""",
    "sgbc/management/commands/demonstration_sign_ins.py": """
from django.core.management.base import BaseCommand
class Command(BaseCommand):
    def handle(self, *arguments, **options):
        self.stdout.write("reviewer: 검토자@sgbc.example")
""",
}


@pytest.fixture
def children() -> Iterator[list[Child]]:
    """A list whose children are ended after the test."""
    started: list[Child] = []
    yield started
    for child in started:
        child.kill()
        if child.process:
            child.process.wait()


def python(name: str, code: str) -> Program:
    return Program(name, (sys.executable, "-c", code))


def wait_for_text(capsys: pytest.CaptureFixture[str], text: str) -> str:
    """All output up to now, as soon as `text` is in it."""
    seen = ""

    def is_seen() -> bool:
        nonlocal seen
        seen += capsys.readouterr().out
        return text in seen

    wait_until(is_seen)
    return seen


def test_a_programs_lines_carry_its_name(
    tmp_path: Path, children: list[Child], capsys: pytest.CaptureFixture[str]
) -> None:
    child = Child(python("worker", "print('안녕', flush=True); import time; time.sleep(60)"), tmp_path)
    children.append(child)

    child.tend()

    assert wait_for_text(capsys, "\n") == "worker  | 안녕\n"


def test_a_program_that_ends_is_started_again_after_a_growing_pause(
    tmp_path: Path, children: list[Child], capsys: pytest.CaptureFixture[str]
) -> None:
    child = Child(python("web", "raise SystemExit(3)"), tmp_path)
    children.append(child)
    pauses = []

    for _ in range(3):
        child.due = 0.0  # the pause is over
        child.tend()
        child.process.wait()
        pauses.append(child.pause)
        child.tend()

    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("portal")]
    assert pauses == [1.0, 2.0, 4.0]
    assert told == [f"portal  | web stopped (exit code 3); it starts again in {seconds} s." for seconds in (1, 2, 4)]


def test_what_a_killed_program_started_is_ended_before_it_starts_again(
    tmp_path: Path, children: list[Child], capsys: pytest.CaptureFixture[str]
) -> None:
    fork = "import os, time; os.fork() or print('forked', flush=True); time.sleep(60)"
    child = Child(python("worker", fork), tmp_path)
    children.append(child)
    child.tend()
    wait_for_text(capsys, "forked")
    child.process.kill()
    child.process.wait()

    child.tend()
    child.due = 0.0
    child.tend()

    told = wait_for_text(capsys, "forked").splitlines()
    assert told[-2:] == ["portal  | Ending what is left of an earlier worker.", "worker  | forked"]


def test_stopping_ends_every_program(tmp_path: Path, children: list[Child]) -> None:
    children += [Child(python(name, "import time; time.sleep(60)"), tmp_path) for name in ("first", "second")]
    for child in children:
        child.tend()
    processes = [child.process for child in children]

    stop_all(children)

    assert [process.returncode for process in processes] == [-signal.SIGTERM, -signal.SIGTERM]


def test_a_second_portal_is_told_the_address_of_the_first(tmp_path: Path) -> None:
    with (tmp_path / "portal.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        (tmp_path / "portal-address").write_text("http://localhost:8000")

        with pytest.raises(ServiceError) as error, alone(tmp_path):
            pass

    assert str(error.value) == "The portal of this folder is running already: http://localhost:8000"


def test_what_a_killed_portal_left_running_is_ended_by_the_next(tmp_path: Path, children: list[Child]) -> None:
    left = Child(python("web", "import time; time.sleep(60)"), tmp_path)
    children.append(left)
    left.tend()

    with alone(tmp_path):
        pass

    assert left.process.wait() == -signal.SIGTERM


def test_without_a_wanted_port_the_next_free_one_is_taken() -> None:
    with open_socket(None) as first, open_socket(None) as second:
        ports = [web_socket.getsockname()[1] for web_socket in (first, second)]

    assert ports[0] >= 8000
    assert ports[1] > ports[0]


def test_a_wanted_port_that_is_taken_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServiceError) as error:
            open_socket(str(port))

    assert (
        str(error.value)
        == f"The web cannot use port {port}: Address already in use. Choose another one: PORT=8123 make run."
    )


@pytest.mark.parametrize("text", ["web", "0", "65536", "-1", "８０"])
def test_a_port_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ServiceError) as error:
        open_socket(text)

    assert str(error.value) == f"PORT={text} is not a port: give a number from 1 to 65535."


class OnePage(BaseHTTPRequestHandler):
    """Answers, and writes no log."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        pass


def test_the_web_answers_only_where_somebody_serves() -> None:
    with HTTPServer(("127.0.0.1", 0), OnePage) as server, open_socket(None) as unserved:
        serving = threading.Thread(target=server.handle_request)
        serving.start()
        found = answers(server.socket), answers(unserved)
        serving.join()

    assert found == (True, False)


def test_the_address_is_what_a_browser_understands() -> None:
    with open_socket(None) as web_socket:
        port = web_socket.getsockname()[1]

        assert address(web_socket) == f"http://localhost:{port}"


def test_every_program_is_known_by_name(tmp_path: Path) -> None:
    programs = portal_programs(5, tmp_path)

    assert tuple(program.name for program in programs) == NAMES
    assert [program.socket for program in programs] == [5, None, None, None]


def test_only_commands_that_exist_are_run(capsys: pytest.CaptureFixture[str]) -> None:
    run_existing(["no_such_command", "diffsettings --output unified", "nor_this_one"])

    assert "+ ROOT_URLCONF = 'sgbc.urls'" in capsys.readouterr().out


def test_an_end_is_described_in_words() -> None:
    assert [describe_end(1), describe_end(-9)] == ["exit code 1", "killed by SIGKILL"]


def test_the_box_fits_korean_letters_of_double_width(capsys: pytest.CaptureFixture[str]) -> None:
    show_box(["가나", "abcde"])

    lines = capsys.readouterr().out.splitlines()
    assert lines == ["┌───────┐", "│ 가나  │", "│ abcde │", "└───────┘"]
    assert {columns(line) for line in lines} == {9}


@pytest.fixture
def small_project() -> Iterator[Path]:
    """A checkout of the small project with the supervisor of this one, where every account reaches it."""
    folder = Path(tempfile.mkdtemp(prefix="sgbc-test-"))
    folder.chmod(0o755)
    for name, text in SMALL_PROJECT.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    modules = (f"sgbc/{name}.py" for name in ("celery", "wsgi", "bodies", "database_waits", "logs", "gunicorn_logs"))
    for name in (*modules, "sgbc/embedded", "sgbc/supervisor", "values", "gunicorn.conf.py"):
        source, target = CHECKOUT / name, folder / name
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    yield folder
    shutil.rmtree(folder)


def test_the_portal_comes_up_tells_its_address_and_ends_clean(small_project: Path) -> None:
    unset = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "SGBC_MODE", "ALLOWED_HOSTS", "PORT", "OPENBLAS_NUM_THREADS")
    variables = {name: value for name, value in os.environ.items() if name not in unset}
    lines = []
    command = [sys.executable, "-m", "sgbc.supervisor"]
    with subprocess.Popen(command, cwd=small_project, env=variables, stdout=subprocess.PIPE, text=True) as portal:
        patience = threading.Timer(PATIENCE, portal.kill)  # a portal that never comes up ends the test, not the run
        patience.start()
        for line in portal.stdout:
            lines.append(line.rstrip())
            if "Stop it with Ctrl-C" in line:
                break
        patience.cancel()
        url = (small_project / "var" / "portal-address").read_text()
        with urllib.request.urlopen(url) as page:
            text = page.read().decode()
        portal.terminate()
        rest = portal.stdout.read()

    assert text == "1 content types, 1 thread"
    assert f"│ The portal is ready: {url} │" in lines
    assert "│ reviewer: 검토자@sgbc.example              │" in lines
    assert rest.splitlines()[-1] == "portal  | Stopped; the data is kept in var/."
    assert portal.returncode == 0


def touch_later(file: Path, *, than: Path) -> None:
    """The clock of files is coarse."""

    def is_later() -> bool:
        file.touch()
        return file.stat().st_mtime_ns > than.stat().st_mtime_ns

    wait_until(is_later)


def test_static_files_are_collected_again_only_after_a_change(tmp_path: Path, settings: LazySettings) -> None:
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [tmp_path / "static"], str(tmp_path / "collected")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    for folder in ("static", "collected"):
        (tmp_path / folder).mkdir()
    (tmp_path / "static" / "page.css").touch()
    before_the_first = is_static_file_newer()

    touch_later(tmp_path / "collected" / "staticfiles.json", than=tmp_path / "static" / "page.css")
    after_it = is_static_file_newer()
    touch_later(tmp_path / "static" / "page.css", than=tmp_path / "collected" / "staticfiles.json")
    after_a_change = is_static_file_newer()

    assert (before_the_first, after_it, after_a_change) == (True, False, True)
