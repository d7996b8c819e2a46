"""Numbers as they stand in addresses and hidden fields."""

MOST_DIGITS = 18  # what the database counts with; Python refuses to read some thousands of them


def number_in(text: str | int | None) -> int | None:
    """The whole number; None for what is none, and for one beyond anything that is counted here."""
    digits = str(text or "").strip()
    if len(digits) > MOST_DIGITS:
        return None
    try:
        return int(digits)
    except ValueError:
        return None
