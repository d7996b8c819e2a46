"""What happens to people, told upward. Sent by services; receivers answer with words, or with nothing."""

from django.dispatch import Signal

staff_role_about_to_be_given = Signal()
"""A person is to work for staff: carries `user`. Whoever has a reason against it answers in words that say what
to do."""

account_email_due = Signal()
"""A mail about somebody's account is due: carries `template` (its name), `address`, `user` (None where there is no
account) and `path`, the page its link leads to. What writes mails writes it."""
