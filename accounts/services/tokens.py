"""The life of an API token: made, used, revoked."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from knox.models import get_digest_token
from knox.settings import CONSTANTS

from accounts.errors import ScopeRefusedError, TooManyTokensError
from accounts.models import ApiToken, TokenScope, User
from accounts.models.tokens import USE_INTERVAL

MOST_TOKENS = 20


@transaction.atomic
def create_token(user: User, *, name: str, scope: str, days: int) -> tuple[ApiToken, str]:
    """A token of `user` and its key, which nobody can read again. Raises ScopeRefusedError, TooManyTokensError."""
    if scope == TokenScope.STAFF and not user.is_reviewer:
        raise ScopeRefusedError(_("Tokens for staff tasks are for staff only. Choose another type."))
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if ApiToken.objects.filter(user=user).count() >= MOST_TOKENS:
        raise TooManyTokensError(
            _("You have reached the maximum number of tokens. Revoke one that you no longer need.")
        )
    digest, key = get_digest_token()
    token = ApiToken.objects.create(
        user=user,
        name=name,
        scope=TokenScope(scope),
        digest=digest,
        token_key=key[: CONSTANTS.TOKEN_KEY_LENGTH],
        expiry=timezone.now() + timedelta(days=days),
    )
    return token, str(key)


def note_use(token: ApiToken) -> None:
    """Write down that it was used, at most once a minute."""
    now = timezone.now()
    stale = Q(last_used_at=None) | Q(last_used_at__lt=now - USE_INTERVAL)
    ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=now)


@transaction.atomic
def revoke_token(token: ApiToken) -> None:
    """It opens nothing from now on; revoking it twice is as well."""
    ApiToken.objects.filter(pk=token.pk).delete()


@transaction.atomic
def end_tokens(user: User) -> None:
    """None of this person's tokens opens anything from now on."""
    ApiToken.objects.filter(user=user).delete()
