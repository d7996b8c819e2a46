"""What an endpoint can refuse by itself."""

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException

from values.errors import PortalError


class PreconditionMissingError(APIException):
    status_code = 428
    default_code = "precondition_required"
    default_detail = _("State which version you are editing: in the If-Match header, send the ETag you received.")


class PreconditionFailedError(APIException):
    status_code = 412
    default_code = "precondition_failed"
    default_detail = _(
        "Someone changed this resource after you read it. Read it again, then send your change with the new ETag."
    )


class ConflictError(APIException):
    status_code = 409
    default_code = "conflict"


class ChangedConflictError(ConflictError):
    """For a ChangedMeanwhileError: the problem's `errors` tell what changed."""

    default_code = "changed"


class UnprocessableError(APIException):
    status_code = 422
    default_code = "unprocessable"


class BodyTooLargeError(APIException):
    status_code = 413
    default_code = "too_large"
    default_detail = _("The body is larger than the API accepts. Send less data per request.")


class MalformedKeyError(APIException):
    status_code = 400
    default_code = "idempotency_key"
    default_detail = _("An Idempotency-Key must have 1 to 255 printable ASCII characters.")


class KeyReusedError(PortalError):
    """The Idempotency-Key came before with another request."""
