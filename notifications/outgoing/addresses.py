"""To which addresses a message may go: public ones of the internet, never one inside a network we can reach.

The name is resolved here, once, and the connection is made to the very address that was looked at, so that a name that
changes its address between the two looks (DNS rebinding) gains nothing.
"""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from django.utils.translation import gettext_noop

LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
# What carries an IPv4 address inside, or is for one site: `is_global` alone lets some of them pass.
REFUSED_NETWORKS = [
    ip_network(text)
    for text in (
        *("192.0.0.0/24", "192.88.99.0/24", "100.64.0.0/10"),
        *("::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16", "fec0::/10"),
    )
]


class AddressRefusedError(ValueError):
    """No message may go there; `str(error)` says why in English, marked for translation."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address taken apart; `host` in ASCII without brackets, `target` what stands in the request's first line."""

    is_secure: bool
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """As the header Host has it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.is_secure else 80) else f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Peer:
    """A numeric address to connect to."""

    family: socket.AddressFamily
    address: tuple[str, int]


def read_address(text: str, *, is_local_allowed: bool) -> WebAddress:
    """Takes an https address apart; with `is_local_allowed` also http to this machine. Raises AddressRefusedError."""
    if not text.isascii() or not text.isprintable() or " " in text or "\\" in text:
        raise AddressRefusedError(
            gettext_noop("Write the address in plain letters, digits and symbols, as copied from a browser.")
        )
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise AddressRefusedError(gettext_noop("This is not a web address. Check for a missing character.")) from error
    is_local = is_local_allowed and host in LOCAL_NAMES
    _require_plain(parts, host, is_local=is_local)
    port = port or (443 if parts.scheme == "https" else 80)
    if port < 1024 and port != 443 and not is_local:
        raise AddressRefusedError(gettext_noop("Use port 443, or one above 1023."))
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return WebAddress(is_secure=parts.scheme == "https", host=host, port=port, target=target)


def _require_plain(parts: SplitResult, host: str, *, is_local: bool) -> None:
    if not host or not (parts.scheme == "https" or (parts.scheme == "http" and is_local)):
        raise AddressRefusedError(gettext_noop("Enter the whole address, beginning with https://."))
    if "@" in parts.netloc or parts.fragment:
        raise AddressRefusedError(gettext_noop("Leave out the user name, the password and everything after #."))


def find_peers(address: WebAddress, *, is_local_allowed: bool) -> list[Peer]:
    """The numeric addresses of the host, all allowed. Raises AddressRefusedError if one is not, or there is none."""
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressRefusedError(
            gettext_noop("This name has no address on the internet. Check whether it is spelt correctly.")
        ) from error
    peers = list(dict.fromkeys(Peer(family, (str(place[0]), int(place[1]))) for family, _t, _p, _n, place in found))
    is_local = is_local_allowed and address.host in LOCAL_NAMES
    if not peers or not all(is_allowed(peer.address[0], is_local=is_local) for peer in peers):
        raise AddressRefusedError(
            gettext_noop("This address points to a private or special network. Use a public address.")
        )
    return peers


def is_allowed(text: str, *, is_local: bool = False) -> bool:
    """Whether a numeric address is a public one; with `is_local` whether it is this machine."""
    address = ip_address(text.partition("%")[0])
    return address.is_loopback if is_local else _is_public(address)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if any(address in network for network in REFUSED_NETWORKS if network.version == address.version):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
