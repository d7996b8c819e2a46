"""Sends thousands of mails while everything breaks, then counts what arrived: once, twice, never, or listed for staff.

    python -m benchmarks.outbox_chaos [--rows 3000] [--senders 4] [--seed 1] [--limit 240]

On a PostgreSQL of its own in a throw-away folder: senders are killed (SIGKILL) and frozen (SIGSTOP) at random, the mail
server dies before and after accepting, stalls and refuses, and PostgreSQL is stopped hard (SIGQUIT) and started again.
The mail server's own log of accepted Message-IDs is the judge. The exit code is 1 if a mail was lost or arrived twice,
or if a mail without a known end is missing from the staff's list. One mail in ten is security mail, which may repeat.
"""

import argparse
import logging
import multiprocessing
import os
import random
import secrets
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.core.management import call_command
from django.db import Error, connection
from django.utils import timezone
from django.utils.module_loading import import_string

from benchmarks.unreliable_mail import CLIENT_TIMEOUT, Trouble, free_port, serve_mail
from sgbc.embedded import ServiceError, services

LEASE = timedelta(seconds=1)
DATABASE_STOPS = 6
SHARE_OF_SECURITY_MAIL = 10
REPEATABLE, ONCE = "account", "reminder"
fork = multiprocessing.get_context("fork")


# --- The senders -----------------------------------------------------------------------------
def send_for_ever() -> None:
    send_due_emails: Callable[..., bool] = import_string("notifications.services.send_due_emails")
    while True:
        try:
            if not send_due_emails(batch_size=20, lease=LEASE):
                time.sleep(0.1)
        except Error:
            connection.close()
            time.sleep(0.1)


def start(target: Callable[..., None], *arguments: Any) -> BaseProcess:
    connection.close()  # a child must not share the parent's session
    process = fork.Process(target=target, args=arguments, daemon=True)
    process.start()
    return process


def kill(process: BaseProcess) -> None:
    process.kill()
    process.join()


# --- The chaos -------------------------------------------------------------------------------
@dataclass
class World:
    """Everything that runs, and how often each thing was broken."""

    options: argparse.Namespace
    folder: Path
    port: int
    servers: ExitStack
    dice: random.Random
    trouble: Trouble = field(default_factory=Trouble)
    counts: Counter[str] = field(default_factory=Counter)
    senders: list[BaseProcess] = field(default_factory=list)
    mail_server: BaseProcess | None = None

    @property
    def log(self) -> Path:
        return self.folder / "accepted"

    def keep_mail_server(self) -> None:
        if self.mail_server is None or not self.mail_server.is_alive():
            self.counts["mail server crashes"] += self.mail_server is not None
            self.mail_server = start(serve_mail, self.port, self.log, self.trouble, self.dice.getrandbits(32))

    def start_senders(self) -> None:
        self.senders = [start(send_for_ever) for _ in range(self.options.senders)]

    def kill_a_sender(self) -> None:
        place = self.dice.randrange(len(self.senders))
        kill(self.senders[place])
        self.senders[place] = start(send_for_ever)
        self.counts["senders killed"] += 1

    def freeze_a_sender(self) -> None:
        """Longer than its lease, so that only its lock speaks for it."""
        frozen = self.senders.pop(self.dice.randrange(len(self.senders)))
        os.kill(frozen.pid or 0, signal.SIGSTOP)
        pause(LEASE.total_seconds() * 2, self.keep_mail_server)
        os.kill(frozen.pid or 0, signal.SIGCONT)
        self.senders.append(frozen)
        self.counts["senders frozen"] += 1

    def stop_database(self) -> None:
        """As `pg_ctl stop -m immediate` does: every session ends at once, the next start recovers from the log."""
        connection.close()
        os.kill(int((self.folder / "postgresql.lock").read_text()), signal.SIGQUIT)
        pause(self.dice.uniform(0.2, 1.0), self.keep_mail_server)
        self.servers.enter_context(services(self.folder, given={}))
        self.counts["database stopped hard"] += 1

    def stop(self) -> None:
        for process in [*self.senders, *([self.mail_server] if self.mail_server else [])]:
            kill(process)
        self.senders, self.mail_server = [], None


def pause(seconds: float, meanwhile: Callable[[], None]) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        meanwhile()
        time.sleep(0.02)


def emails() -> Any:
    return apps.get_model("notifications", "OutboxEmail").objects


def bring_forward() -> None:
    """What waits for another attempt is due now: hours are not worth waiting for here."""
    with suppress(Error):
        emails().filter(status="queued", due_at__gt=timezone.now()).update(due_at=timezone.now())
    connection.close()


def unsettled() -> int:
    """How many mails are still under way; all of them while the database is away."""
    try:
        return emails().filter(status__in=["queued", "sending", "handing_over"]).count()
    except Error:
        return sys.maxsize
    finally:
        connection.close()


def write_rows(count: int) -> None:
    user = apps.get_model("accounts", "User").objects.create(email="reader@company.example", full_name="Reader")
    about_type = apps.get_model("contenttypes", "ContentType").objects.get_for_model(user)
    email = apps.get_model("notifications", "OutboxEmail")
    emails().bulk_create(
        email(
            kind=REPEATABLE if number % SHARE_OF_SECURITY_MAIL == 0 else ONCE,
            about_type=about_type,
            about_id=user.pk,
            occasion=str(number),
            recipient=f"reader{number}@company.example",
            user=user,
            language="en",
            subject=f"Mail {number}",
            text="Some words.\n",
            html="<p>Some words.</p>",
        )
        for number in range(count)
    )


def break_everything(world: World) -> None:
    """Until all mail is settled, or for 60 % of the time there is."""
    end = time.monotonic() + world.options.limit * 0.6
    total, stops_done = world.options.rows, 0
    world.start_senders()
    while (left := unsettled()) and time.monotonic() < end:
        world.keep_mail_server()
        bring_forward()
        world.kill_a_sender()
        if world.dice.random() < 0.03:
            world.freeze_a_sender()
        if left <= total * (1 - (stops_done + 1) / (DATABASE_STOPS + 1)):
            stops_done += 1
            world.stop_database()
        pause(world.dice.uniform(0.05, 0.25), world.keep_mail_server)
    world.stop()


def drain(world: World) -> None:
    """Let everything work again until nothing is under way."""
    end = time.monotonic() + world.options.limit * 0.2
    world.trouble = Trouble(0, 0, 0, 0, 0)
    world.keep_mail_server()
    world.start_senders()
    while unsettled() and time.monotonic() < end:
        bring_forward()
        time.sleep(0.2)
    world.stop()


# --- The verdict -----------------------------------------------------------------------------
def accepted(world: World) -> Counter[str]:
    return Counter(world.log.read_text().split()) if world.log.exists() else Counter()


def judge(world: World) -> dict[str, int]:
    """Every mail in exactly one row of the table, but for the last two, which count copies and missing list entries."""
    message_id = import_string("notifications.messages.message_id")
    visible = import_string("notifications.permissions.emails_visible_to")
    reviewer = apps.get_model("accounts", "User")(staff_role="reviewer", email="reviewer@sgbc.example")
    listed = set(visible(reviewer).filter(status="unknown").for_reading().values_list("pk", flat=True))
    arrivals, verdicts = accepted(world), Counter[str]()
    for email in emails().all():
        copies = arrivals[message_id(email)]
        verdicts[verdict(email.kind, email.status, copies)] += 1
        verdicts["copies of security mail"] += max(0, copies - 1) if email.kind == REPEATABLE else 0
        verdicts["parked but not listed"] += email.status == "unknown" and email.pk not in listed
    return verdicts


def verdict(kind: str, status: str, copies: int) -> str:
    if copies > 1 and kind != REPEATABLE:
        return "duplicated"
    if status == "unknown":
        return "parked, had arrived" if copies else "parked, had not arrived"
    if copies and status == "sent":
        return "delivered once" if copies == 1 else "security mail delivered again"
    return "delivered but not settled" if copies else "lost"


def resolve_parked(world: World) -> None:
    """What staff would do: look into the mail server's log, and send again only what is not there."""
    resolve_email = import_string("notifications.services.resolve_email")
    resolution = import_string("notifications.services.Resolution")
    message_id = import_string("notifications.messages.message_id")
    person, arrivals = apps.get_model("accounts", "User").objects.get(), accepted(world)
    for email in emails().filter(status="unknown"):
        answer = resolution.ARRIVED if arrivals[message_id(email)] else resolution.SEND_AGAIN
        resolve_email(email, answer=answer, by=person)


FAULTS = ("lost", "duplicated", "delivered but not settled", "parked but not listed")
LINES = (
    "delivered once",
    "security mail delivered again",
    "parked, had arrived",
    "parked, had not arrived",
    *FAULTS,
    "copies of security mail",
)


def report(world: World, chaos: dict[str, int], resolved: dict[str, int], seconds: float) -> int:
    broken = ", ".join(f"{name} {count}" for name, count in sorted(world.counts.items()))
    print(f"{world.options.rows} mails, {world.options.senders} senders, seed {world.options.seed}, {seconds:.0f} s")
    print(broken)
    print(f"{'':<32}{'after the chaos':>16}{'after staff':>14}")
    for line in LINES:
        print(f"{line:<32}{chaos.get(line, 0):>16}{resolved.get(line, 0):>14}")
    return int(any(table.get(fault, 0) for table in (chaos, resolved) for fault in FAULTS))


def set_up(urls: dict[str, str], port: int) -> None:
    os.environ.update(
        urls,
        SGBC_MODE="demonstration",
        SECRET_KEY=secrets.token_urlsafe(50),
        EMAIL_URL=f"smtp://127.0.0.1:{port}?timeout={CLIENT_TIMEOUT}",
        DJANGO_SETTINGS_MODULE="sgbc.settings",
    )
    django.setup()
    logging.disable()  # thousands of broken conversations are the point, not news
    call_command("migrate", "notifications", verbosity=0)


def run(options: argparse.Namespace, folder: Path, servers: ExitStack) -> int:
    started, port = time.monotonic(), free_port()
    set_up(servers.enter_context(services(folder, given={})), port)
    world = World(options, folder, port, servers, random.Random(options.seed))
    write_rows(options.rows)
    try:
        break_everything(world)
        drain(world)
        chaos = judge(world)
        resolve_parked(world)
        drain(world)
        return report(world, chaos, judge(world), time.monotonic() - started)
    finally:
        world.stop()
        connection.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=3000)
    parser.add_argument("--senders", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1, help="repeats the dice; the machine's own timing stays its own")
    parser.add_argument("--limit", type=float, default=240, help="seconds in all, at most")
    try:
        with tempfile.TemporaryDirectory(prefix="sgbc-chaos-") as folder, ExitStack() as servers:
            return run(parser.parse_args(), Path(folder), servers)
    except ServiceError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    sys.exit(main())
