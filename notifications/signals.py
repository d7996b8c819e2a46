"""What this app tells the others."""

from django.dispatch import Signal


class Waiting(str):
    """Why a mail should not leave now, but will when this has passed."""

    __slots__ = ()


# Sent inside the transaction that wrote a new row. Arguments: email.
email_queued = Signal()

# Asked right before a mail is handed to the mail server. Arguments: email. A receiver answers with the reason why it
# should no longer leave, in a few words for staff, or None. A reason that will pass is `Waiting`: the mail stays in the
# outbox and is asked about again. An exception keeps the mail back for a later attempt.
email_about_to_leave = Signal()

# A member of staff is about to see what a confidential mail says. Arguments: email, user. A receiver notes it and
# answers with nothing, or notes nothing and answers in words why it may not be shown now.
confidential_email_opened = Signal()
# Sent inside the transaction that wrote deliveries to webhooks, or made some due at once. No arguments.
deliveries_queued = Signal()
