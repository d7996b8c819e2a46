"""A mail server that keeps what it accepts and misbehaves to order."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.patience import PATIENCE


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Sink:
    """`refusals` answer RCPT by address; `greetings` answer MAIL and `answers` the dot, one after the other.

    The rest is accepted.
    """

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.dots = 0  # messages that came in whole, accepted or not
        self.sessions: set[int] = set()
        self.refusals: dict[str, str] = {}
        self.greetings: list[str] = []
        self.answers: list[str] = []
        self.is_hanging_up_before_data = False
        self.is_hanging_up_before_accepting = False
        self.is_hanging_up_after_accepting = False
        self.before_recipient: Callable[[], None] = lambda: None
        self.before_accepting: Callable[[], None] = lambda: None

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.greetings.pop(0) if self.greetings else "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        await asyncio.to_thread(self.before_recipient)
        if self.is_hanging_up_before_data:
            server.transport.abort()
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.dots += 1
        self.sessions.add(id(session))
        await asyncio.to_thread(self.before_accepting)
        if self.is_hanging_up_before_accepting:
            server.transport.abort()
            return "451 gone"
        answer = self.answers.pop(0) if self.answers else "250 kept"
        if answer.startswith("250"):
            self.messages.append(message_from_bytes(envelope.original_content, policy=default))
        if self.is_hanging_up_after_accepting:
            server.transport.abort()
        return answer

    @property
    def recipients(self) -> list[str]:
        return sorted(str(message["To"]) for message in self.messages)


@contextmanager
def served(sink: Sink, **options: Any) -> Iterator[int]:
    """The server for the time of the block, on a free port of this machine."""
    controller = Controller(sink, hostname="127.0.0.1", port=free_port(), ready_timeout=PATIENCE, **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()
