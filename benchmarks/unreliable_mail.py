"""A mail server that dies, stalls, hangs up and refuses at random, and whose log tells what it accepted."""

import asyncio
import os
import random
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP

CLIENT_TIMEOUT = 1.0  # seconds; four times as long after the dot
PACE = 0.015  # seconds the mail server takes before the dot, and again after it, so that there is time to break things


@dataclass(frozen=True)
class Trouble:
    """How often, of one mail, the server misbehaves."""

    dies_before: float = 0.012
    dies_after: float = 0.012
    stalls: float = 0.004
    hangs_up: float = 0.006
    refuses: float = 0.02


class Postman:
    """Keeps a line per accepted mail, written before the answer as a mail server's queue is."""

    def __init__(self, log: Path, trouble: Trouble, seed: int) -> None:
        self._log = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self._dice = random.Random(seed)
        self._trouble = trouble

    def _happens(self, share: float) -> bool:
        return self._dice.random() < share

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        await asyncio.sleep(PACE)
        envelope.rcpt_tos.append(address)
        return "250 go on"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        await asyncio.sleep(PACE)
        trouble = self._trouble
        if self._happens(trouble.dies_before):
            os._exit(1)
        if self._happens(trouble.refuses):
            return "451 greylisted"
        if self._happens(trouble.stalls):
            await asyncio.sleep(CLIENT_TIMEOUT * 4 + 1)
        self._accept(envelope.original_content)
        if self._happens(trouble.dies_after):
            os._exit(1)
        if self._happens(trouble.hangs_up):
            server.transport.abort()
        return "250 accepted"

    def _accept(self, content: bytes) -> None:
        headers = content.partition(b"\r\n\r\n")[0].splitlines()
        name = next(line.split()[1] for line in headers if line.lower().startswith(b"message-id:"))
        os.write(self._log, name + b"\n")


def serve_mail(port: int, log: Path, trouble: Trouble, seed: int) -> None:
    async def serve() -> None:
        postman = Postman(log, trouble, seed)
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(postman, hostname="sink.example", loop=loop), "127.0.0.1", port)
        await server.serve_forever()

    asyncio.run(serve())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
