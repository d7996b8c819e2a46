"""German says `um` before the hour and `Uhr` behind it."""

DATETIME_FORMAT = r"j. F Y \u\m H:i \U\h\r"
