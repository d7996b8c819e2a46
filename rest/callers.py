"""By which network address a request is counted."""

from ipaddress import IPv6Address, IPv6Network, ip_address

from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle


def caller_of(request: HttpRequest | Request) -> str:
    """The address that asks, as the proxy saw it where there is one; of IPv6 the network of one household or office."""
    shown = str(BaseThrottle().get_ident(request) or "")  # type: ignore[arg-type]  # it reads META, which both have
    try:
        address = ip_address(shown)
    except ValueError:
        return shown[:80]
    return str(IPv6Network((address, 64), strict=False)) if isinstance(address, IPv6Address) else str(address)
