"""What happens between two companies, told upward. Sent by services inside their transaction.

Receivers may only write rows and wake tasks on commit; they must not mind being told twice.
"""

from django.dispatch import Signal

request_accepted = Signal()
"""A partnership request was accepted: carries `request_id`; the sender is the model `PartnershipRequest`."""

introduction_made = Signal()
"""Two companies are introduced: carries `introduction_id`; the sender is the model `Introduction`."""
