"""Our side of the SMTP conversation (RFC 5321), cut in two right before the dot that hands a message over.

Until the dot the server has promised nothing and drops the message when the connection goes; after its answer to the
dot the message is the server's. Only in between is the end unknown.
"""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.mail.utils import DNS_NAME

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
TIMEOUT = 30.0  # seconds for an ordinary answer
PATIENCE_AFTER_DOT = 4  # times as long: a server may scan a message before it takes it


@dataclass(frozen=True)
class ServerAddress:
    """Where the mail server is and how it is spoken to; `timeout` in seconds."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = ""
    timeout: float = TIMEOUT


def parse_smtp_url(url: str) -> ServerAddress:
    """Read `smtp://`, `smtp+tls://` (STARTTLS) or `smtps://` with user:password@host:port and `?timeout=seconds`.

    User and password may be percent-encoded. Raises ValueError for anything else.
    """
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("EMAIL_URL must look like smtp://, smtp+tls:// or smtps://user:password@host:port")
    return ServerAddress(
        scheme=parts.scheme,
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        timeout=float(parse_qs(parts.query).get("timeout", [TIMEOUT])[0]),
    )


@dataclass(frozen=True)
class Reply:
    code: int
    text: str

    def __str__(self) -> str:
        return f"{self.code} {self.text}"

    @property
    def is_accepted(self) -> bool:
        return 200 <= self.code < 300

    @property
    def is_final(self) -> bool:
        """A refusal that another attempt will not change (RFC 5321, 4.2.1)."""
        return 500 <= self.code < 600


class ServerUnreachableError(Exception):
    """No conversation came about: it says nothing about any one message."""


class ConnectionLostError(Exception):
    """The conversation broke off."""


class RefusedError(Exception):
    """The server refused this message before the dot."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(str(reply))
        self.reply = reply


def _reply(code: int, text: bytes) -> Reply:
    """Raises ConnectionLostError for an answer that is not SMTP."""
    if not 200 <= code < 600:
        raise ConnectionLostError("an answer that is no SMTP")
    return Reply(code, " ".join(text.decode("utf-8", "replace").split()))


@contextmanager
def _breaking_off() -> Iterator[None]:
    try:
        yield
    except OSError as error:  # smtplib's own errors are among them
        raise ConnectionLostError(str(error) or type(error).__name__) from error


def _transparent(data: bytes) -> bytes:
    """The message with CRLF line ends only and its leading dots doubled (RFC 5321, 4.5.2), ready for the dot."""
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", data)
    closed = lines if lines.endswith(b"\r\n") else lines + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", closed)


class MailServer:
    """One connection, opened when needed, kept for a batch; leaving the block by an error never says the dot."""

    def __init__(self, address: ServerAddress) -> None:
        self._address = address
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None and self._smtp:
            with suppress(OSError):
                self._smtp.quit()
        self.abort()

    def abort(self) -> None:
        """Drop the connection; a message without its dot is dropped with it."""
        if self._smtp:
            self._smtp.close()
        self._smtp = None

    def offer(self, *, sender: str, recipient: str, data: bytes) -> None:
        """Say everything up to, but not including, the dot.

        `data` is the whole message with its headers. Raises ServerUnreachableError, ConnectionLostError or
        RefusedError; in all three cases the message has not been handed over.
        """
        smtp = self._begin(sender)
        try:
            with _breaking_off():
                self._expect(_reply(*smtp.rcpt(recipient)), 250, 251, 252)
                self._expect(_reply(*smtp.docmd("DATA")), 354)
                smtp.send(_transparent(data))
        except ConnectionLostError:
            self.abort()
            raise

    def finish(self) -> Reply:
        """Say the dot and return the server's answer. Raises ConnectionLostError when none came: the end is unknown."""
        if not self._smtp or not self._smtp.sock:
            raise ConnectionLostError("no message was offered")
        try:
            with _breaking_off():
                self._smtp.sock.settimeout(self._address.timeout * PATIENCE_AFTER_DOT)
                self._smtp.send(b".\r\n")
                reply = _reply(*self._smtp.getreply())
                self._smtp.sock.settimeout(self._address.timeout)
        except ConnectionLostError:
            self.abort()
            raise
        if reply.code == 421:
            self.abort()
        return reply

    def _begin(self, sender: str) -> smtplib.SMTP:
        """Say MAIL FROM; a kept connection that the server has closed meanwhile is opened once more."""
        was_kept = self._smtp is not None
        smtp = self._smtp or self._open()
        options = ["BODY=8BITMIME"] if smtp.has_extn("8bitmime") else []
        try:
            with _breaking_off():
                reply = _reply(*smtp.mail(sender, options))
        except ConnectionLostError:
            self.abort()
            if was_kept:
                return self._begin(sender)
            raise
        if reply.code == 421 and was_kept:
            self.abort()
            return self._begin(sender)
        self._expect(reply, 250)
        return smtp

    def _expect(self, reply: Reply, *codes: int) -> None:
        if reply.code in codes:
            return
        self._discard_message(is_closing=reply.code == 421)
        raise RefusedError(reply)

    def _discard_message(self, *, is_closing: bool) -> None:
        """Keep the connection for the next message if the server plays along."""
        try:
            if is_closing or not self._smtp or self._smtp.rset()[0] != 250:
                self.abort()
        except OSError:
            self.abort()

    def _open(self) -> smtplib.SMTP:
        try:
            self._smtp = self._greet()
        except (OSError, ValueError) as error:  # ValueError: a host name that cannot be encoded
            self.abort()
            raise ServerUnreachableError(str(error) or type(error).__name__) from error
        return self._smtp

    def _greet(self) -> smtplib.SMTP:
        address, name = self._address, DNS_NAME.get_fqdn()
        where = (address.host, address.port, name)
        smtp: smtplib.SMTP
        if address.scheme == "smtps":
            smtp = smtplib.SMTP_SSL(*where, timeout=address.timeout, context=ssl.create_default_context())
        else:
            smtp = smtplib.SMTP(*where, timeout=address.timeout)
        self._smtp = smtp  # so that a failure below closes it
        smtp.ehlo_or_helo_if_needed()
        if address.scheme == "smtp+tls":
            smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo_or_helo_if_needed()
        if address.user:
            smtp.login(address.user, address.password)
        return smtp
