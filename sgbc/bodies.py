"""Bodies whose length is not said beforehand: read as far as the limit and no further, and then of a known length."""

import sys
from collections.abc import Iterable
from io import BytesIO
from wsgiref.types import InputStream, StartResponse, WSGIApplication, WSGIEnvironment

STEP = 65_536


class CountedBodies:
    """Django takes a body in chunks (RFC 9112, 7.1) for an empty one; what is too large is told as larger than all."""

    def __init__(self, application: WSGIApplication, *, limit: int) -> None:
        self.application, self.limit = application, limit

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ.pop("HTTP_TRANSFER_ENCODING", ""):
            body = self._read(environ["wsgi.input"])
            is_too_large = len(body) > self.limit
            environ["wsgi.input"] = BytesIO(b"" if is_too_large else body)
            environ["CONTENT_LENGTH"] = str(sys.maxsize if is_too_large else len(body))
        return self.application(environ, start_response)

    def _read(self, stream: InputStream) -> bytes:
        """At most one byte more than may come."""
        body = bytearray()
        while len(body) <= self.limit and (piece := stream.read(min(STEP, self.limit + 1 - len(body)))):
            body += piece
        return bytes(body)
