import socket
from typing import Any

import pytest

from notifications.outgoing.addresses import AddressRefusedError, find_peers, is_allowed, read_address

PRIVATE_HOSTS = [
    "localhost",
    "127.0.0.1",
    "127.1",
    "2130706433",
    "017700000001",
    "0177.0.0.1",
    "0x7f000001",
    "0x7f.0.0.1",
    "0",
    "0.0.0.0",
    "10.0.0.1",
    "10.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "2852039166",
    "100.64.0.1",
    "192.0.0.1",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "[::]",
    "[::1]",
    "[::127.0.0.1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:8.8.8.8]",
    "[::ffff:7f00:1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b:1::1]",
    "[100::1]",
    "[2001::1]",
    "[2001:db8::1]",
    "[2002:7f00:1::1]",
    "[fc00::1]",
    "[fd12:3456::1]",
    "[fe80::1]",
    "[fe80::1%lo]",
    "[fec0::1]",
    "[ff02::1]",
]


@pytest.mark.parametrize("host", PRIVATE_HOSTS)
def test_no_way_of_writing_a_private_address_is_let_through(host: str) -> None:
    with pytest.raises(AddressRefusedError):
        find_peers(read_address(f"https://{host}/", is_local_allowed=False), is_local_allowed=False)


@pytest.mark.parametrize("text", ["8.8.8.8", "145.40.1.1", "2606:4700::1111", "2a00:1450:4001::1"])
def test_public_addresses_are_let_through(text: str) -> None:
    assert is_allowed(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hooks.example",
        "//hooks.example/",
        "http://hooks.example/",
        "ftp://hooks.example/",
        "file:///etc/passwd",
        "https://",
        "https:///path",
        "https://user@hooks.example/",
        "https://user:word@hooks.example/",
        "https://hooks.example@127.0.0.1/",
        "https://hooks.example/#part",
        "https://hooks.example:22/",
        "https://hooks.example:80/",
        "https://hooks.example:99999/",
        "https://hooks.example:x/",
        "https://hooks.example/a b",
        "https://hooks.example/\r\nX: y",
        "https://hooks.example\\@127.0.0.1/",
        "https://[::1/",
        "https://①②⑦.⓪.⓪.①/",
        "https://hooks。example/",
    ],
)
def test_what_is_no_plain_https_address_is_refused(text: str) -> None:
    with pytest.raises(AddressRefusedError):
        read_address(text, is_local_allowed=False)


def test_a_name_is_refused_when_one_of_its_addresses_is_private(monkeypatch: Any) -> None:
    tcp = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
    found = [(*tcp, ("8.8.8.8", 443)), (*tcp, ("10.0.0.7", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    address = read_address("https://hooks.example/", is_local_allowed=False)

    with pytest.raises(AddressRefusedError, match="private or special network"):
        find_peers(address, is_local_allowed=False)


def test_only_this_machine_by_its_plain_names_is_let_through_in_a_demonstration() -> None:
    address = read_address("http://localhost:8123/hook?x=1", is_local_allowed=True)

    assert (address.is_secure, address.authority, address.target) == (False, "localhost:8123", "/hook?x=1")
    assert {peer.address[0] for peer in find_peers(address, is_local_allowed=True)} <= {"127.0.0.1", "::1"}
    for text in ("http://10.0.0.1/", "http://127.0.0.2/", "http://hooks.example/"):
        with pytest.raises(AddressRefusedError):
            read_address(text, is_local_allowed=True)
    with pytest.raises(AddressRefusedError):
        find_peers(read_address("https://10.0.0.1/", is_local_allowed=True), is_local_allowed=True)
