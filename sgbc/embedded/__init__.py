"""A real PostgreSQL and a real Valkey without set-up, for a newcomer's first minute and for the tests."""

from sgbc.embedded.demonstration import SERVICES_FOLDER, demonstration
from sgbc.embedded.errors import ServiceError
from sgbc.embedded.sharing import process_ids, services

__all__ = ["SERVICES_FOLDER", "ServiceError", "demonstration", "process_ids", "services"]
