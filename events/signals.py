"""What happens to events, told upward. Sent by services inside their transaction.

Receivers may only write rows and wake tasks on commit; they must not mind being told twice.
"""

from django.dispatch import Signal

event_capacity_changed = Signal()
"""There may be places for the waiting list: carries `event_id`; the sender is `Event`."""
