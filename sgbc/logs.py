"""No line of any log opens an account: keys in addresses are masked last, whoever wrote the line."""

import logging
from typing import Literal

from values.secrets import mask_secrets

LOGGING: dict[str, object] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "sgbc.logs.MaskingFormatter", "fmt": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"fontTools": {"level": "WARNING"}},
}


class MaskingFormatter(logging.Formatter):
    """Masks what another formatter makes of a record, its traceback too."""

    def __init__(
        self, inner: logging.Formatter | None = None, *, fmt: str | None = None, style: Literal["%", "{", "$"] = "%"
    ) -> None:
        super().__init__()
        self.inner = inner or logging.Formatter(fmt, style=style)

    def format(self, record: logging.LogRecord) -> str:
        return mask_secrets(self.inner.format(record))


def mask_lines_of(logger: logging.Logger) -> None:
    """Whatever this logger's own handlers write from now on is masked."""
    for handler in logger.handlers:
        handler.setFormatter(MaskingFormatter(handler.formatter))
