"""Our side of the SMTP conversation (RFC 5321), cut in two right before the dot that hands a message over.

Until the dot the server has promised nothing and drops the message when the connection goes; after its answer to the
dot the message is the server's. Only in between is the end unknown.
"""

import re
import select
import smtplib
import socket
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


def relay_address(url: str) -> str:
    """The server and whom it knows us as, without the password; empty without a server."""
    if not url:
        return ""
    address = parse_smtp_url(url)
    return f"{address.user}@{address.host}:{address.port}"[:300]


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


class DotNotSaidError(ConnectionLostError):
    """It broke off before the dot was written: the server has no whole message."""


class RefusedError(Exception):
    """The server refused this message before the dot."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(str(reply))
        self.reply = reply


class WeAreRefusedError(ServerUnreachableError, RefusedError):
    """The server refused us before a recipient was named: it would refuse any message, so it says nothing about one."""

    def __init__(self, step: str, reply: Reply) -> None:
        super().__init__(reply)
        self.step = step

    def __str__(self) -> str:
        return f"{self.step}: {self.reply}"


_STEPS = {
    smtplib.SMTPConnectError: "greeting",
    smtplib.SMTPHeloError: "EHLO",
    smtplib.SMTPAuthenticationError: "AUTH",
    smtplib.SMTPResponseException: "STARTTLS",
}


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


def _refusal(error: smtplib.SMTPResponseException) -> ServerUnreachableError:
    """What the server answered to one of the steps before the first message."""
    text = error.smtp_error if isinstance(error.smtp_error, bytes) else error.smtp_error.encode()
    if not 400 <= error.smtp_code < 600:
        return ServerUnreachableError("an answer that is no refusal and no welcome")
    return WeAreRefusedError(_STEPS[type(error)], _reply(error.smtp_code, text))


def _has_hung_up(sock: socket.socket) -> bool:
    """Whether the other side has closed the connection, as far as is known here; under TLS as well."""
    waiting = select.poll()
    waiting.register(sock, select.POLLIN)
    return bool(waiting.poll(0)) and not socket.socket.recv(sock, 1, socket.MSG_PEEK)


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

        `data` is the whole message with its headers. Raises ServerUnreachableError (WeAreRefusedError with an answer)
        for whatever goes wrong before the recipient is named, else ConnectionLostError or RefusedError; in all cases
        the message has not been handed over.
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
        """Say the dot and return the server's answer.

        Raises DotNotSaidError when the dot could not be written, else ConnectionLostError when no answer came: the end
        is unknown.
        """
        if not self._smtp or not self._smtp.sock:
            raise DotNotSaidError("no message was offered")
        try:
            self._say_dot(self._smtp, self._smtp.sock)
            with _breaking_off():
                reply = _reply(*self._smtp.getreply())
                self._smtp.sock.settimeout(self._address.timeout)
        except ConnectionLostError:
            self.abort()
            raise
        if reply.code == 421:
            self.abort()
        return reply

    def _say_dot(self, smtp: smtplib.SMTP, sock: socket.socket) -> None:
        """Raises DotNotSaidError: sending fails only while not all was given to the system, and a server that has hung
        up reads no more.
        """
        try:
            sock.settimeout(self._address.timeout * PATIENCE_AFTER_DOT)
            is_over = _has_hung_up(sock)
            if not is_over:
                smtp.send(b".\r\n")
        except OSError as error:  # smtplib's own errors are among them
            raise DotNotSaidError(str(error) or type(error).__name__) from error
        if is_over:
            raise DotNotSaidError("the server hung up before the dot")

    def _begin(self, sender: str) -> smtplib.SMTP:
        """Say MAIL FROM; a kept connection that the server has closed meanwhile is opened once more."""
        was_kept = self._smtp is not None
        smtp = self._smtp or self._open()
        options = ["BODY=8BITMIME"] if smtp.has_extn("8bitmime") else []
        try:
            with _breaking_off():
                reply = _reply(*smtp.mail(sender, options))
        except ConnectionLostError as error:
            self.abort()
            if was_kept:
                return self._begin(sender)
            raise ServerUnreachableError(str(error)) from error
        if reply.code == 421 and was_kept:
            self.abort()
            return self._begin(sender)
        if reply.code != 250:  # the sender is the same for all, so this is about us
            self.abort()
            raise WeAreRefusedError("MAIL FROM", reply)
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
        except smtplib.SMTPResponseException as error:
            self.abort()
            raise _refusal(error) from error
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
