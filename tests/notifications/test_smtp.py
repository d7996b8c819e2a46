import ssl
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult

from notifications.smtp import (
    ConnectionLostError,
    DotNotSaidError,
    MailServer,
    RefusedError,
    ServerAddress,
    ServerUnreachableError,
    parse_smtp_url,
)
from tests.notifications.scripted import scripted
from tests.notifications.sink import Sink, served
from tests.patience import PATIENCE

CERTIFICATE = Path(__file__).parent / "localhost.pem"  # signed by itself, known to nobody outside these tests
MESSAGE = b"Subject: Hi\r\n\r\nHello\r\n"


def tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


def address(url: str) -> ServerAddress:
    return parse_smtp_url(f"{url}?timeout={PATIENCE}")


def send(server: MailServer, *, recipient: str = "jo@company.example", data: bytes = MESSAGE) -> str:
    server.offer(sender="no-reply@sgbc.example", recipient=recipient, data=data)
    return str(server.finish())


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example", ServerAddress("smtp", "mail.example", 25)),
        ("smtp+tls://mail.example", ServerAddress("smtp+tls", "mail.example", 587)),
        ("smtps://a%40b:p%3Aw@mail.example:9", ServerAddress("smtps", "mail.example", 9, "a@b", "p:w")),
        ("smtp://mail.example?timeout=2.5", ServerAddress("smtp", "mail.example", 25, timeout=2.5)),
    ],
)
def test_a_url_says_how_the_server_is_spoken_to(url: str, expected: ServerAddress) -> None:
    assert parse_smtp_url(url) == expected


@pytest.mark.parametrize("url", ["http://mail.example", "mail.example:25", "smtp://"])
def test_another_url_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="EMAIL_URL"):
        parse_smtp_url(url)


def test_nothing_arrives_without_the_dot() -> None:
    sink = Sink()
    with served(sink) as port:
        with MailServer(address(f"smtp://127.0.0.1:{port}")) as server:
            server.offer(sender="a@sgbc.example", recipient="b@company.example", data=MESSAGE)
            server.abort()
        with MailServer(address(f"smtp://127.0.0.1:{port}")) as server:
            send(server)

    assert sink.dots == 1


def test_an_error_inside_the_block_never_says_the_dot() -> None:
    sink = Sink()
    with served(sink) as port:
        with suppress(RuntimeError), MailServer(address(f"smtp://127.0.0.1:{port}")) as server:
            server.offer(sender="a@sgbc.example", recipient="b@company.example", data=MESSAGE)
            raise RuntimeError
        with MailServer(address(f"smtp://127.0.0.1:{port}")) as server:
            send(server)

    assert sink.dots == 1


def test_lines_that_begin_with_a_dot_arrive_as_they_were() -> None:
    sink = Sink()
    body = b"Subject: Dots\n\n.\n..two\r.three\r\n.\r\nMAIL FROM:<x@y.example>\r\nlast line without an end"
    with served(sink) as port, MailServer(address(f"smtp://127.0.0.1:{port}")) as server:
        send(server, data=body)

    assert sink.messages[0].get_payload().splitlines() == [
        ".",
        "..two",
        ".three",
        ".",
        "MAIL FROM:<x@y.example>",
        "last line without an end",
    ]


def test_a_connection_survives_a_refusal() -> None:
    sink = Sink()
    sink.refusals = {"gone@company.example": "550 nobody"}
    with served(sink) as port, MailServer(address(f"smtp://127.0.0.1:{port}")) as server:
        send(server)
        with pytest.raises(RefusedError, match="550 nobody"):
            send(server, recipient="gone@company.example")
        send(server)

    assert (len(sink.messages), len(sink.sessions)) == (2, 1)


def test_a_kept_connection_that_was_closed_is_opened_once_more() -> None:
    sink = Sink()
    with served(sink) as port, MailServer(address(f"smtp://127.0.0.1:{port}")) as server:
        send(server)
        server._smtp.sock.shutdown(2)  # type: ignore[union-attr]  # as the server's own time-out would
        reply = send(server)

    assert reply == "250 kept"
    assert len(sink.sessions) == 2


def test_a_kept_connection_that_the_server_wants_to_close_is_opened_once_more() -> None:
    sink = Sink()
    sink.greetings = ["250 OK", "421 closing this channel"]
    with served(sink) as port, MailServer(address(f"smtp://127.0.0.1:{port}")) as server:
        send(server)
        reply = send(server)

    assert reply == "250 kept"
    assert (len(sink.messages), len(sink.sessions)) == (2, 2)


def test_a_server_that_is_closing_from_the_first_is_not_asked_again() -> None:
    sink = Sink()
    sink.greetings = ["421 closing this channel"]
    with (
        served(sink) as port,
        MailServer(address(f"smtp://127.0.0.1:{port}")) as server,
        pytest.raises(RefusedError, match="421 closing"),
    ):
        send(server)

    assert sink.dots == 0


def test_after_a_dot_answered_with_closing_the_next_message_has_a_connection_of_its_own() -> None:
    sink = Sink()
    sink.answers = ["421 closing this channel"]
    with served(sink) as port, MailServer(address(f"smtp://127.0.0.1:{port}")) as server:
        replies = [send(server), send(server)]

    assert replies == ["421 closing this channel", "250 kept"]
    assert len(sink.sessions) == 2


def test_a_server_may_take_longer_over_a_whole_message_than_over_a_word() -> None:
    sink = Sink()
    sink.before_accepting = lambda: time.sleep(1.5)
    with served(sink) as port, MailServer(parse_smtp_url(f"smtp://127.0.0.1:{port}?timeout=1")) as server:
        reply = send(server)
        time_out = server._smtp.sock.gettimeout()  # type: ignore[union-attr]

    assert reply == "250 kept"
    assert time_out == 1


def test_a_server_that_hangs_up_at_the_dot_leaves_the_end_unknown() -> None:
    sink = Sink()
    sink.is_hanging_up_after_accepting = True
    with served(sink) as port, MailServer(address(f"smtp://127.0.0.1:{port}")) as server:
        server.offer(sender="a@sgbc.example", recipient="b@company.example", data=MESSAGE)
        with pytest.raises(ConnectionLostError, match="Connection unexpectedly closed"):
            server.finish()


def test_a_server_that_hung_up_before_the_dot_has_no_message() -> None:
    with scripted() as script, MailServer(address(f"smtp://127.0.0.1:{script.port}")) as server:
        server.offer(sender="a@sgbc.example", recipient="b@company.example", data=MESSAGE)
        with pytest.raises(DotNotSaidError, match="hung up before the dot"):
            server.finish()


def test_a_recipient_whose_mail_the_server_passes_on_is_none_refused() -> None:
    with scripted(RCPT="251 I pass it on") as script, MailServer(address(f"smtp://127.0.0.1:{script.port}")) as server:
        server.offer(sender="a@sgbc.example", recipient="b@company.example", data=MESSAGE)
        is_offered = server._smtp is not None

    assert is_offered


def test_a_greeting_that_is_no_smtp_makes_the_server_unreachable() -> None:
    with (
        scripted(greeting="600 what") as script,
        MailServer(address(f"smtp://127.0.0.1:{script.port}")) as server,
        pytest.raises(ServerUnreachableError, match="no refusal and no welcome"),
    ):
        send(server)


@pytest.mark.parametrize(
    ("scheme", "answers"),
    [("smtp", {"AUTH": "535 wrong password"}), ("smtp+tls", {"EHLO": "250 here"})],
)
def test_a_connection_that_was_never_ready_is_not_used_for_the_next_message(
    scheme: str, answers: dict[str, str]
) -> None:
    with (
        scripted(**answers) as script,
        MailServer(address(f"{scheme}://portal:word@127.0.0.1:{script.port}")) as server,
    ):
        for _message in range(2):
            with pytest.raises(ServerUnreachableError):
                server.offer(sender="a@sgbc.example", recipient="b@company.example", data=MESSAGE)

    assert script.connections == 2


def test_a_closed_port_is_unreachable() -> None:
    with MailServer(address("smtp://127.0.0.1:1")) as server, pytest.raises(ServerUnreachableError):
        send(server)


@pytest.mark.parametrize(
    ("scheme", "options"),
    [
        ("smtps", lambda: {"ssl_context": tls()}),
        ("smtp+tls", lambda: {"tls_context": tls(), "require_starttls": True}),
    ],
)
def test_an_encrypted_connection_checks_the_certificate(
    monkeypatch: pytest.MonkeyPatch, scheme: str, options: Any
) -> None:
    sink = Sink()
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with served(sink, **options()) as port:
        with MailServer(address(f"{scheme}://localhost:{port}")) as server:
            reply = send(server)
        monkeypatch.delenv("SSL_CERT_FILE")
        with (
            MailServer(address(f"{scheme}://localhost:{port}")) as server,
            pytest.raises(ServerUnreachableError, match="CERTIFICATE_VERIFY_FAILED"),
        ):
            send(server)

    assert reply == "250 kept"


def test_starttls_is_not_done_without() -> None:
    with (
        served(Sink()) as port,
        MailServer(address(f"smtp+tls://127.0.0.1:{port}")) as server,
        pytest.raises(ServerUnreachableError, match="STARTTLS"),
    ):
        send(server)


def test_user_and_password_are_presented_and_a_refusal_makes_the_server_unreachable() -> None:
    presented: list[tuple[bytes, bytes]] = []

    def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        presented.append((data.login, data.password))
        is_right = (data.login, data.password) == (b"portal", b"p:w")
        return AuthResult(success=is_right, handled=is_right)  # what is not handled is refused by the server itself

    options = {"authenticator": authenticate, "auth_require_tls": False}
    with served(Sink(), **options) as port:
        with MailServer(address(f"smtp://portal:p%3Aw@127.0.0.1:{port}")) as server:
            reply = send(server)
        with (
            MailServer(address(f"smtp://portal:wrong@127.0.0.1:{port}")) as server,
            pytest.raises(ServerUnreachableError) as caught,
        ):
            send(server)

    assert reply == "250 kept"
    assert set(presented) == {(b"portal", b"p:w"), (b"portal", b"wrong")}
    assert "wrong" not in str(caught.value)
