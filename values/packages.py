"""ZIP packages that strangers send: how much is in one, told before anything of it is opened or held."""

_ENTRY_MARK = b"PK\x01\x02"  # every entry of the list at a package's end begins so


def most_entries(package: bytes) -> int:
    """At least as many as the package lists; a library that opens it keeps an object for each."""
    return package.count(_ENTRY_MARK)
