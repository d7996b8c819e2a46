"""No line of any log opens an account: keys in addresses are masked last, whoever wrote the line."""

import logging
from typing import Literal

from values.secrets import mask_secrets


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
