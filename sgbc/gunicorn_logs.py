"""How gunicorn logs: as it always does, with the keys in addresses masked. `gunicorn.conf.py` names it."""

from gunicorn.config import Config
from gunicorn.glogging import Logger

from sgbc.logs import mask_lines_of


class MaskingLogger(Logger):  # type: ignore[misc]  # gunicorn has no types
    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        for logger in (self.error_log, self.access_log):
            mask_lines_of(logger)
