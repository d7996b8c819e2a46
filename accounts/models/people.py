"""Who signs in: a person with an e-mail address, a language, a time zone and perhaps a staff role."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.password_validation import validate_password
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from values.text import compose_secret


class Language(models.TextChoices):
    """The four languages of the portal, each named in itself."""

    ENGLISH = "en", "English"
    FRENCH = "fr", "Français"
    GERMAN = "de", "Deutsch"
    KOREAN = "ko", "한국어"


class TimeZone(models.TextChoices):
    """Where our people work."""

    SEOUL = "Asia/Seoul", pgettext_lazy("time zone", "Seoul")
    LUXEMBOURG = "Europe/Luxembourg", pgettext_lazy("time zone", "Luxembourg")


class StaffRole(models.TextChoices):
    NONE = "", pgettext_lazy("staff role", "none")
    REVIEWER = "reviewer", _("reviewer")
    ADMINISTRATOR = "administrator", _("administrator")


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new account; the address is stored in lower case, no password means none can be used."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Raises ValidationError for a password that a page would refuse."""
        if password is not None:
            validate_password(password, self.model(email=email, **fields))
        return self.create_user(email, password, **fields | {"staff_role": StaffRole.ADMINISTRATOR})

    def reviewers(self) -> "models.QuerySet[User]":
        return self.filter(is_active=True).exclude(staff_role=StaffRole.NONE)


class User(AbstractBaseUser):  # type: ignore[django-manager-missing]  # knox has no types
    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    full_name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.ENGLISH)
    time_zone = models.CharField(_("time zone"), max_length=40, choices=TimeZone, default=TimeZone.LUXEMBOURG)
    staff_role = models.CharField(_("staff role"), max_length=13, choices=StaffRole, blank=True, default=StaffRole.NONE)
    is_active = models.BooleanField(pgettext_lazy("user account", "active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="accounts_user_email_unique"),
            models.CheckConstraint(
                condition=models.Q(staff_role__in=StaffRole.values), name="accounts_user_staff_role"
            ),
            models.CheckConstraint(condition=models.Q(language__in=Language.values), name="accounts_user_language"),
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(None if raw_password is None else compose_secret(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        """The same letters are the same password, also for those that were kept before letters were composed."""
        if raw_password is None:
            return False
        composed = compose_secret(raw_password)
        return super().check_password(composed) or (composed != raw_password and super().check_password(raw_password))

    @property
    def is_reviewer(self) -> bool:
        """Whether this person may work at the review desk: case managers and administrators."""
        return self.is_active and self.staff_role in (StaffRole.REVIEWER, StaffRole.ADMINISTRATOR)

    @property
    def is_administrator(self) -> bool:
        return self.is_active and self.staff_role == StaffRole.ADMINISTRATOR

    @property
    def is_staff(self) -> bool:
        """Django's admin is for administrators alone."""
        return self.is_administrator

    @property
    def is_superuser(self) -> bool:
        return self.is_administrator

    def has_perm(self, _perm: str, _obj: object = None) -> bool:
        return self.is_administrator

    def has_module_perms(self, _app_label: str) -> bool:
        return self.is_administrator
